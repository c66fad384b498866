"""What stands beside a page changes without the assembly, by those who keep the portal, and is logged."""

from __future__ import annotations

import uuid

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import PageLogEntry

from kpss_pages.models import Contact, LaterDocument, PlanCard, ShortVersion
from kpss_pages.setup import set_up_portal
from tests.kpss_pages.making import a_portal
from tests.kpss_pages.plan_making import a_chapter, a_plan
from tests.workflows.uploads import a_file, linking_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal():
    return a_portal()


@pytest.fixture
def groups(portal):
    return set_up_portal(portal)


@pytest.fixture
def plan(portal, groups):
    return a_plan(portal)


def signed_in(client, groups, role):
    user = get_user_model().objects.create_user(role, password="heslo")
    user.groups.add(groups[role])
    client.force_login(user)
    return user


def filled(**changes):
    """The form as the browser sends it, with one new contact."""
    data = {
        "key": str(uuid.uuid4()),
        "contacts-TOTAL_FORMS": "1",
        "contacts-INITIAL_FORMS": "0",
        "contacts-0-name": "Jana Nová",
        "contacts-0-phone": "123 456 789",
        "contacts-0-sort_order": "0",
        "documents-TOTAL_FORMS": "0",
        "documents-INITIAL_FORMS": "0",
        "short-text": "null",
        "card-title": "",
        "card-steps": "null",
    }
    return data | changes


def test_coordinator_adds_a_contact(client, groups, plan):
    signed_in(client, groups, "coordinator")
    address = reverse("kpss_pages_admin:beside", args=[plan.pk])
    assert client.get(address).status_code == 200
    response = client.post(address, filled())
    assert response.status_code == 302, response.context["contacts"].errors
    assert Contact.objects.get(page_id=plan.pk).phone == "123 456 789"
    assert PageLogEntry.objects.filter(page_id=plan.pk, action="kpss_pages.beside").exists()


def test_announcement_shows_the_card_and_nothing_of_the_draft(client, groups, plan):
    assert client.get(plan.url).status_code == 404
    signed_in(client, groups, "coordinator")
    address = reverse("kpss_pages_admin:beside", args=[plan.pk])
    client.post(address, filled(**{"card-title": "Chystáme nový plán"}))
    assert PlanCard.objects.get().announced_by.username == "coordinator"
    client.logout()
    response = client.get(plan.url)
    assert response.status_code == 200
    assert "Chystáme nový plán" in response.content.decode()


def test_bad_input_comes_back_as_typed(client, groups, plan):
    signed_in(client, groups, "coordinator")
    address = reverse("kpss_pages_admin:beside", args=[plan.pk])
    response = client.post(address, filled(**{"contacts-0-email": "není adresa"}))
    assert response.status_code == 422
    assert "není adresa" in response.content.decode()
    assert not Contact.objects.exists()


@pytest.mark.parametrize("role", ["approver", "clerk"])
def test_others_change_nothing(client, groups, plan, role):
    signed_in(client, groups, role)
    address = reverse("kpss_pages_admin:beside", args=[plan.pk])
    client.post(address, filled())
    assert not Contact.objects.exists()


def test_keeper_of_another_town_changes_nothing(client, groups, plan):
    other = set_up_portal(a_portal(title="Jiné město", slug="jine"))
    signed_in(client, other, "coordinator")
    client.post(reverse("kpss_pages_admin:beside", args=[plan.pk]), filled())
    assert not Contact.objects.exists()


def test_address_is_fixed_from_the_announcement(plan):
    from django.core.exceptions import ValidationError

    PlanCard.objects.create(page=plan, title="Chystáme nový plán")
    plan.refresh_from_db()
    plan.slug = "jinam"
    with pytest.raises(ValidationError, match=r"address|adres"):
        plan.full_clean()


def test_second_click_adds_nothing_twice(client, groups, plan):
    signed_in(client, groups, "coordinator")
    address, data = reverse("kpss_pages_admin:beside", args=[plan.pk]), filled()
    client.post(address, data)
    assert client.post(address, data).status_code == 302
    assert Contact.objects.count() == 1


def test_other_words_under_a_used_key_come_back_to_be_sent_again(client, groups, plan):
    signed_in(client, groups, "coordinator")
    address, data = reverse("kpss_pages_admin:beside", args=[plan.pk]), filled()
    client.post(address, data)
    response = client.post(address, data | {"contacts-0-name": "Petr Starý"})
    assert response.status_code == 409
    assert "Petr Starý" in response.content.decode()
    assert response.context["key"].data["key"] != data["key"]
    assert Contact.objects.count() == 1


@pytest.mark.parametrize("field", ["short-document", "documents-0-document"])
def test_file_of_a_draft_one_may_not_read_cannot_be_made_public(client, groups, plan, field):
    elsewhere = a_portal(title="Jinde", slug="jinde")
    set_up_portal(elsewhere)
    hidden = a_plan(elsewhere, slug="skryty")
    annex = a_file()
    hidden.chapters_before = [a_chapter(body=[{"type": "paragraph", "value": linking_to(annex)}])]
    hidden.save_revision()
    signed_in(client, groups, "coordinator")
    row = {"documents-TOTAL_FORMS": "1", "documents-0-title": "Zpráva", "short-text": "null"}
    response = client.post(
        reverse("kpss_pages_admin:beside", args=[plan.pk]), filled(**row, **{field: str(annex.pk)})
    )
    assert response.status_code == 422
    form = (
        response.context["short_version"] if field.startswith("short") else response.context["documents"][0]
    )
    assert "not one of the available choices" in str(form.errors["document"])
    assert not LaterDocument.objects.exists()
    assert not ShortVersion.objects.exists()
    assert client.get(annex.url).status_code == 404

"""Registers in the administration: readable by those they concern, and no oracle for anybody."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from kpss_pages.setup import set_up_portal
from tests.kpss_pages.making import a_portal
from tests.kpss_pages.plan_story import PlanStory
from tests.made_once import copy_of, made_once
from workflows.models import Resolution

pytestmark = pytest.mark.django_db

RESOLUTIONS = "/admin/kpss_workflows/resolution/"


def a_published_plan() -> PlanStory:
    """A plan the assembly has approved."""
    story = PlanStory()
    story.until_published()
    return story


first_story = made_once(a_published_plan)


@pytest.fixture
def story(first_story) -> PlanStory:
    return copy_of(first_story)


@pytest.mark.parametrize("role", ["coordinator", "editor", "clerk"])
def test_register_of_resolutions_lists_what_was_resolved(story, client, role):
    client.force_login(story.people[role])
    response = client.get(RESOLUTIONS)
    assert response.status_code == 200
    assert "12/2026" in response.content.decode()


def test_resolutions_of_another_town_are_not_listed(story, client):
    groups = set_up_portal(a_portal(title="Jiné město", slug="jine"))
    user = get_user_model().objects.create_user("cizi")
    user.groups.add(groups["coordinator"])
    client.force_login(user)
    assert "12/2026" not in client.get(RESOLUTIONS).content.decode()


@pytest.mark.parametrize(
    "address",
    [
        f"{RESOLUTIONS}?recorded_by__password__startswith=pbkdf2",
        f"{RESOLUTIONS}?snapshot__created_by__password__regex=^p",
        "/admin/kpss_pages/person/?portal__owner__password__startswith=pbkdf2",
    ],
)
def test_address_cannot_filter_by_what_the_list_does_not_offer(story, client, address):
    client.force_login(story.people["coordinator"])
    assert client.get(address).status_code == 302


def test_declared_filters_work(story, client):
    client.force_login(story.people["coordinator"])
    assert client.get(f"{RESOLUTIONS}?outcome__exact=approved").status_code == 200


def test_two_clerks_correct_different_facts_and_lose_none(story, client):
    resolution = Resolution.objects.get(number="12/2026")
    address = reverse("kpss_workflows_admin:correction", args=[resolution.pk])
    client.force_login(story.people["clerk"])
    before = {f"initial-{name}": "" for name in ("session", "votes_for", "number")} | {
        "initial-number": "12/2026"
    }
    shown = {"number": "12/2026", "session": "", "votes_for": ""} | before
    Resolution.objects.filter(pk=resolution.pk).update(session="IX. zasedání")
    assert client.post(address, shown | {"votes_for": "21"}).status_code == 302
    resolution.refresh_from_db()
    assert (resolution.session, resolution.votes_for) == ("IX. zasedání", 21)

"""The steering group reads a plan with its areas and annexes before anybody else does."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model

from kpss_pages.models import GroupPage, PlanPage
from tests.kpss_pages.making import a_group, a_person, a_portal
from tests.kpss_pages.plan_story import PlanStory
from workflows.actions.invite_to_read import InviteToRead
from workflows.models import Opinion, OutgoingMail
from workflows.reading.readers import Reader, suggested_readers
from workflows.standing import standing_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    return get_document_model().objects.create(
        title="Příloha", file=ContentFile(b"tajna priloha", "priloha.pdf")
    )


@pytest.fixture
def story(document):
    """A plan with an annex that lies before the steering group."""
    story = PlanStory()
    draft = story.fresh().get_latest_revision_as_object()
    annexes = [{"type": "annex", "value": {"title": "Příloha", "document": document.pk}}]
    draft.annexes = PlanPage(annexes=annexes).annexes
    draft.save_revision(user=story.people["editor"])
    story.make("submit_to_steering_group", "editor")
    return story


def link_for(story) -> str:
    """Jana is invited; the link out of her mail."""
    InviteToRead(
        story.fresh(),
        [Reader("Jana", "jana@example.cz")],
        user=story.people["coordinator"],
        expires_at=timezone.now() + timedelta(days=30),
    ).execute()
    return re.search(r"https?://[^/\s]+(/kpss/cist/\S+)", OutgoingMail.objects.get().text)[1]


def soup_of(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def test_plan_leads_to_its_areas_below_the_link_and_to_no_public_address(story, client):
    link = link_for(story)
    page = soup_of(client.get(link))
    hrefs = [one["href"] for one in page.find_all("a", href=True)]
    assert all(href.startswith((link, "#")) for href in hrefs), hrefs
    area = page.find("a", string="Senioři")["href"]
    text = client.get(area).content.decode()
    assert "Opatření 1" in text
    assert "Internal draft" in text


def test_answer_given_on_an_area_is_about_the_whole_plan(story, client):
    area = soup_of(client.get(link_for(story))).find("a", string="Senioři")["href"]
    form = soup_of(client.get(area)).find("form")
    key = form.find(attrs={"name": "key"})["value"]
    response = client.post(area, {"key": key, "kind": "remarks", "text": "Opatření 1.1 je málo."})
    assert response.url == f"{area}#nazor"
    assert Opinion.objects.get().version.page_id == story.plan.pk


def test_annex_is_read_below_the_link_only(story, client, document):
    link = link_for(story)
    annex = soup_of(client.get(link)).find("a", href=re.compile("soubor"))["href"]
    response = client.get(annex)
    assert b"".join(response.streaming_content) == b"tajna priloha"
    assert client.get(document.url).status_code == 404


def test_reading_asks_the_database_the_same_however_long_the_plan_is(django_assert_max_num_queries, client):
    story = PlanStory(measures=20)
    story.make("submit_to_steering_group", "editor")
    link = link_for(story)
    client.get(link)
    with django_assert_max_num_queries(20):
        client.get(f"{link}{story.areas[0].slug}/")


def test_approver_reads_after_signing_in_area_by_area(story):
    browser = Client()
    browser.force_login(story.people["approver"])
    url = reverse("kpss_workflows_admin:read_internally", args=[story.plan.pk])
    area = soup_of(browser.get(url)).find("a", string="Senioři")["href"]
    response = browser.get(area)
    assert response.status_code == 200
    assert "Opatření 1" in response.content.decode()


@pytest.mark.parametrize("role", ["editor", "group_editor"])
def test_who_writes_the_plan_sends_it_to_nobody(story, role):
    browser = Client()
    browser.force_login(story.people[role])
    url = reverse("kpss_workflows_admin:internal_readings", args=[story.plan.pk])
    assert browser.get(url).status_code in (302, 403, 404)


@pytest.mark.parametrize("role", ["coordinator", "clerk"])
def test_who_records_the_decision_sees_the_answers(story, role):
    link_for(story)
    browser = Client()
    browser.force_login(story.people[role])
    url = reverse("kpss_workflows_admin:transition", args=[story.plan.pk, "record_steering_group"])
    assert "What the readers of the draft answered" in browser.get(url).content.decode()


def test_members_of_the_steering_group_with_an_address_are_suggested(story):
    seats = [
        {
            "person": a_person(
                story.portal, name="Jana Nováková", email="Jana@example.cz", title_before="Mgr."
            )
        },
        {"person": a_person(story.portal, name="Bez Adresy")},
        {"name": "zástupce škol"},
    ]
    a_group(story.portal, seats, title="Řídicí skupina", kind=GroupPage.Kind.STEERING)
    a_group(story.portal, [{"person": a_person(story.portal, email="pracovni@example.cz")}])
    other = a_portal(title="Jiné město", slug="jine")
    a_group(other, [{"person": a_person(other, email="cizi@example.cz")}], kind=GroupPage.Kind.STEERING)
    found = suggested_readers(story.fresh(), standing_of(story.fresh()))
    assert [(one.name, one.email, one.group) for one in found] == [
        ("Mgr. Jana Nováková", "jana@example.cz", "Řídicí skupina")
    ]


def test_accounts_that_answer_come_first(story):
    approver = story.people["approver"]
    approver.email = "schvaluje@example.cz"
    approver.save()
    person = a_person(story.portal, name="Tatáž", email="schvaluje@example.cz")
    a_group(story.portal, [{"person": person}], kind=GroupPage.Kind.STEERING)
    found = suggested_readers(story.fresh(), standing_of(story.fresh()))
    assert [one.user for one in found] == [approver.pk]

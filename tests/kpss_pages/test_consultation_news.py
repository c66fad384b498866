"""A town's consultations followed from its portal: by list, feed and e-mail, and nothing of another town."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from kpss_pages.models.beside import PlanCard
from tests.kpss_pages.making import a_portal
from tests.kpss_pages.plan_making import a_plan
from tests.kpss_pages.plan_story import PlanStory
from tests.made_once import copy_of, made_once
from tests.workflows.browser import soup, words
from tests.workflows.subscribing import form_of, run_news, subscribed
from workflows.models import OutgoingMail

pytestmark = pytest.mark.django_db

LIST = "/kpss/pripominky/"

first_story = made_once(PlanStory)


@pytest.fixture
def story(db, first_story) -> PlanStory:
    return copy_of(first_story)


def test_portal_leads_to_its_own_list_feed_and_form(story, client):
    story.until_consultation()
    portal = soup(client.get("/liberec/"))
    links = {link["href"] for link in portal.select("a")}
    mine = f"misto={story.portal.pk}"
    assert {f"{LIST}?{mine}", f"{LIST}novinky/?{mine}", form_of(story.portal)} <= links
    assert portal.find("link", type="application/atom+xml")["href"] == f"{LIST}novinky/?{mine}"
    assert "Komunitní plán" in words(client.get(f"{LIST}?{mine}"))
    other = a_portal(title="Jiné město", slug="jine")
    assert "Komunitní plán" not in words(client.get(f"{LIST}?misto={other.pk}"))


def test_pages_of_a_plan_name_its_own_feed(story, client):
    story.until_consultation()
    area = f"/liberec/plan/{story.areas[0].slug}/"
    for address in ("/liberec/plan/", area):
        link = soup(client.get(address)).find("link", type="application/atom+xml")
        assert link["href"].endswith(f"?misto={story.plan.pk}")
    # An area is no place of its own: it leads to its plan.
    assert "Komunitní plán" in words(client.get(form_of(story.areas[0])))


def test_area_shows_the_short_banner_only(story, client):
    story.until_consultation()
    area = soup(client.get(f"/liberec/plan/{story.areas[0].slug}/"))
    assert area.select_one(".kpss-banner--draft .kpss-button")
    assert area.find(attrs={"name": "email"}) is None


def test_readers_of_the_town_are_told_of_opening_and_approval_and_no_other_town_is(story):
    subscribed(story.portal)
    subscribed(a_portal(title="Jiné město", slug="jine"), "jinde@example.org")
    story.until_consultation()
    assert run_news() == ["You can comment: Komunitní plán"]
    story.close()
    story.make("submit_settled_text", "coordinator")
    story.make("approve_settled_text", "approver")
    story.make("record_council", "clerk", values={"outcome": "recommended", "number": "101/2026"})
    OutgoingMail.objects.update(sent_at=timezone.now())
    story.make("record_assembly", "clerk", values={"outcome": "approved", "number": "12/2026"})
    assert run_news() == ["The approved wording is published: Komunitní plán"]
    mail = OutgoingMail.objects.latest("pk")
    assert mail.to == "jana@example.org"
    assert "/liberec/plan/\n" in mail.text


def test_announced_plan_takes_subscribers_by_what_was_announced_of_it(client):
    plan = a_plan(a_portal(title="Liberec", slug="hradec"), title="Tajná osnova", slug="plan")
    assert client.get(form_of(plan)).status_code == 404
    PlanCard.objects.create(page_id=plan.pk, title="Nový plán", announced_at=timezone.now())
    assert form_of(plan) in client.get("/hradec/plan/").content.decode()
    form = words(client.get(form_of(plan)))
    assert "Nový plán" in form
    assert "Tajná osnova" not in form
    assert "Tajná" not in words(client.get(LIST, {"misto": plan.pk}))
    assert (
        "Tajná"
        not in client.get(reverse("kpss_workflows:consultation_feed"), {"misto": plan.pk}).content.decode()
    )

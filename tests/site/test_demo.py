"""The demonstration shows everything, tells nobody's secret, and is loaded once."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import authenticate, get_user_model
from django.core.management import call_command
from django.db import connection
from django.db.models import Q
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kpss_pages.beside import standings_of
from kpss_pages.models import (
    GroupMember,
    GroupPage,
    KpssIndexPage,
    MeetingPage,
    NewsPage,
    Person,
    PlanPage,
    ProjectPage,
    ServicePage,
)
from kpss_pages.validity import ValidityState
from workflows.document import walk
from workflows.models import Comment, Consultation, Snapshot, SubmitterIdentity, WorkflowDefinition
from workflows.standing import standing_of

from .crawling import Answer, crawl

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

BIG_PLANS = ["treti-komunitni-plan", "ctvrty-komunitni-plan"]
BEING_SETTLED = "plan-pece-o-dusevni-zdravi"


@pytest.fixture(autouse=True)
def _loaded(demo: Path, settings) -> None:
    """Every test reads the loaded demonstration and its files."""
    settings.KPSS_DEMO, settings.VAR_DIR, settings.MEDIA_ROOT = True, demo, demo / "media"


@pytest.fixture(scope="module")
def crawled(demo: Path, django_db_blocker) -> dict[str, Answer]:
    """Everything readers reach, from the front page and from every plan that has been public."""
    with django_db_blocker.unblock():
        plans = {snapshot.page.url for snapshot in Snapshot.objects.public().select_related("page")}
        return crawl(["/", the_portal().url, *sorted(plans)], limit=900)


def the_portal() -> KpssIndexPage:
    """The portal of the invented town."""
    return KpssIndexPage.objects.get(slug="doubravin")


def plan(slug: str) -> PlanPage:
    """A plan of the invented town."""
    return PlanPage.objects.child_of(the_portal()).get(slug=slug)


def latest_consultation(slug: str) -> Consultation:
    """The newest consultation on a plan."""
    return Consultation.objects.latest_of(plan(slug))


def read(address: str) -> str:
    """The page at an address."""
    response = Client().get(address)
    assert response.status_code == 200
    return response.content.decode()


# What there is


def test_a_plan_stands_in_every_state_of_the_workflow():
    states = {
        state.key for state in WorkflowDefinition.objects.for_type("kpss_pages.PlanPage").definition.states
    }

    assert {standing_of(one).state.key for one in PlanPage.objects.child_of(the_portal())} == states


def test_real_towns_stand_beside_the_invented_one_and_only_that_is_marked():
    noted = KpssIndexPage.objects.exclude(invented_note="")

    assert KpssIndexPage.objects.count() == 5
    assert list(noted) == [the_portal()]


@pytest.mark.parametrize("slug", BIG_PLANS)
def test_the_big_plans_have_seven_areas_of_about_twenty_measures(slug: str):
    _root, *areas = Snapshot.objects.of_page(plan(slug)).last().documents
    counts = [sum(part["kind"] == "measure" for part in walk(area["parts"])) for area in areas]

    assert len(areas) == 7
    assert all(18 <= count <= 22 for count in counts), counts


def test_no_two_measures_of_a_plan_are_called_or_described_alike():
    _root, *areas = Snapshot.objects.of_page(plan("ctvrty-komunitni-plan")).last().documents
    measures = [part for area in areas for part in walk(area["parts"]) if part["kind"] == "measure"]
    descriptions = [
        one["value"] for part in measures for one in part["fields"] if one["name"] == "description"
    ]

    assert len({part["title"] for part in measures}) == len(measures)
    assert len(set(descriptions)) == len(descriptions) == len(measures)


def test_one_consultation_is_open_and_closes_in_three_weeks():
    consultation = Consultation.objects.open().get()

    assert consultation.snapshot.page_id == plan("ctvrty-komunitni-plan").pk
    assert timedelta(days=19) < consultation.closes_at - timezone.now() < timedelta(days=22)


def test_twenty_six_comments_are_in_every_state_a_comment_may_be_in():
    comments = Comment.objects.on(latest_consultation(BEING_SETTLED)).select_related("settlement")
    states = Counter(
        (one.status, one.settlement.outcome if hasattr(one, "settlement") else "") for one in comments
    )

    assert states == {
        ("received", ""): 3,
        ("released", ""): 6,
        ("hidden", ""): 2,
        ("released", "accepted"): 4,
        ("released", "partly_accepted"): 3,
        ("released", "rejected"): 3,
        ("released", "noted"): 3,
        ("released", "referred"): 2,
    }


def test_the_plan_in_force_shows_its_whole_story():
    page = plan("treti-komunitni-plan")
    text = read(page.url)
    comments = read(f"{page.url}navrh/1/pripominky/")

    for resolution in page.kpss_resolutions.exclude(number=""):
        assert resolution.number in text
        assert resolution.has_vote
    assert "000 111 201" in text
    assert "Zpráva o plnění plánu" in text
    assert "Plán na dvou stránkách" in text
    assert latest_consultation(page.slug).settlements_are_public
    assert "Kino je součástí kulturního domu" in comments


def test_plans_that_are_over_say_why():
    found = {one.plan.slug: one.validity.state for one in standings_of(the_portal()).values()}

    assert found["prvni-komunitni-plan"] == ValidityState.EXPIRED
    assert found["druhy-komunitni-plan"] == ValidityState.SUPERSEDED
    assert found["treti-komunitni-plan"] == ValidityState.IN_FORCE


def test_an_announced_plan_shows_its_card_and_nothing_of_the_draft():
    text = read(plan("plan-podpory-pecujicich").url)

    assert "Plán podpory neformálně pečujících" in text
    assert "nezveřejňovat" not in text
    assert "Oslovit pečující" not in text


def test_a_withdrawn_consultation_gives_its_reason():
    page = plan("strategie-pripravy-na-starnuti")
    text = read(f"{the_portal().url}{page.slug}/navrh/1/")

    assert "Omylem jsme zveřejnili starší pracovní znění" in text
    assert "výtahy" not in text


def test_groups_hold_every_side_and_some_names_are_private():
    groups = GroupPage.objects.descendant_of(the_portal())
    sides = set(GroupMember.objects.filter(page__in=groups).values_list("side", flat=True))

    assert Counter(groups.values_list("kind", flat=True)) == {"steering_group": 1, "working_group": 3}
    assert sides >= {"commissioner", "provider", "service_user", "public"}
    assert Person.objects.filter(portal_id=the_portal().pk, name_is_public=False).exists()


def test_there_are_meetings_to_come_services_news_and_projects():
    meetings = MeetingPage.objects.descendant_of(the_portal())

    assert meetings.filter(date__gt=timezone.localdate(), status="planned").exists()
    assert meetings.filter(date__lt=timezone.localdate(), status="published").count() >= 5
    assert 10 <= ServicePage.objects.descendant_of(the_portal()).count() <= 20
    assert ServicePage.objects.get(secret_address=True).address == []
    assert NewsPage.objects.descendant_of(the_portal()).exists()
    assert ProjectPage.objects.descendant_of(the_portal()).exists()


def test_the_past_lies_in_the_past():
    page = plan("treti-komunitni-plan")
    year = timezone.localdate().year

    assert page.first_published_at.year == year - 4
    assert set(page.kpss_edits.values_list("saved_at__year", flat=True)) == {year - 4}


def test_everybody_can_sign_in_and_the_handout_says_how(demo: Path):
    sheet = json.loads((demo / "demo.json").read_text("utf-8"))
    printed = (demo / "printed.txt").read_text("utf-8")

    assert sheet["base_url"] == "http://127.0.0.1:8123"
    assert len(sheet["sign_in"]) == 6
    for one in sheet["sign_in"]:
        user = authenticate(username=one["username"], password=one["password"])
        assert user is not None
        assert user.wagtail_userprofile.preferred_language == "cs"
        assert one["password"] in printed
    assert get_user_model().objects.filter(is_superuser=True).count() == 1


# What readers reach


def test_every_link_answers(crawled: dict[str, Answer]):
    assert {address: one.status for address, one in crawled.items() if one.status != 200} == {}
    assert len(crawled) > 150


def test_every_page_of_the_invented_town_says_that_it_is_invented(crawled: dict[str, Answer]):
    portal = the_portal()
    pages = {address: one.text for address, one in crawled.items() if address.startswith(portal.url)}
    unmarked = [
        address for address, text in pages.items() if portal.invented_note not in text and "<html" in text
    ]

    assert unmarked == []


def test_nobodys_secret_is_told(crawled: dict[str, Answer]):
    unread = Comment.objects.exclude(status="released").values_list("text", flat=True)
    addresses = SubmitterIdentity.objects.values_list("email", flat=True)
    senders = SubmitterIdentity.objects.filter(publish_name=False).values_list("name", flat=True)
    private = Person.objects.filter(name_is_public=False).values_list("name", flat=True)
    drafts = PlanPage.objects.filter(
        Q(kpss_snapshots=None) | Q(kpss_snapshots__public_from__gt=timezone.now())
    ).values_list("title", flat=True)
    secrets = {*unread, *private, *drafts, *senders, *addresses, "Mlýnská 77"}

    told = {
        (secret, address)
        for address, one in crawled.items()
        for secret in secrets - {""}
        if secret in one.text
    }

    assert len(secrets) > 30
    assert told == set()


# What it costs


def queries_of(address: str) -> int:
    """How many questions to the database a page asks, once caches are warm."""
    client = Client()
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def test_an_area_of_twenty_measures_asks_as_little_as_one_of_two():
    big, small = plan("treti-komunitni-plan"), plan("akcni-plan-letosni-rok")

    assert queries_of(f"{big.url}seniori/") == queries_of(f"{small.url}letos-pro-seniory/")


def test_a_draft_of_seven_areas_asks_as_little_as_one_of_two():
    big, small = plan("ctvrty-komunitni-plan"), plan(BEING_SETTLED)

    # The big one also has a picture, an annex, a resolution and places where people are heard.
    assert queries_of(f"{big.url}navrh/1/") <= queries_of(f"{small.url}navrh/1/") + 4
    assert queries_of(f"{big.url}navrh/1/seniori/") <= queries_of(f"{small.url}navrh/1/zivot-s-nemoci/") + 2


def test_comments_ask_as_little_when_there_are_many():
    many, few = plan(BEING_SETTLED), plan("plan-prevence-zavislosti")

    assert queries_of(f"{many.url}navrh/1/pripominky/") <= queries_of(f"{few.url}navrh/1/pripominky/")


# Once more


def all_rows() -> dict[str, list[Any]]:
    """Every row of every table of ours and of Wagtail's."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values_list())
        for model in apps.get_models()
        if model._meta.managed and not model._meta.proxy
    }


def test_loading_again_changes_nothing_at_all(demo: Path):
    before, files = all_rows(), sorted(demo.rglob("*"))

    call_command("kpss_demo", "--port", "8123", stdout=(demo / "again.txt").open("w"))
    (demo / "again.txt").unlink()

    after = all_rows()
    assert [label for label in before if before[label] != after[label]] == []
    assert sorted(demo.rglob("*")) == files

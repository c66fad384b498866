"""Plans decided elsewhere: one short form, public at once, with what the source says beside what follows from it."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from time_machine import travel

from kpss_pages.models import Contact, KpssIndexPage, RecordedPlanPage
from workflows.models import Resolution

from .making import a_page, a_portal
from .plan_making import a_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client: Client) -> Client:
    """Somebody who may publish, signed in."""
    client.force_login(get_user_model().objects.create_superuser("spravce", "spravce@example.org", "x"))
    return client


@pytest.fixture
def portal() -> KpssIndexPage:
    """A portal."""
    return a_portal(title="Šternberk")


def a_recorded_plan(portal: KpssIndexPage, **values: Any) -> RecordedPlanPage:
    years = {"period_from": 2017, "period_to": 2019}
    return a_page(portal, RecordedPlanPage, **{"title": "Plán 2017 – 2019"} | years | values)


def the_form(**values: str) -> dict[str, str]:
    """What the browser posts for a short plan."""
    empty = dict.fromkeys(
        [
            *(
                "title",
                "slug",
                "seo_title",
                "search_description",
                "period_text",
                "document",
                "territory",
                "author",
            )
        ],
        "",
    )
    lists = {"areas-count": "0", "goal_types": "", "notes": "", "comments-TOTAL_FORMS": "0"}
    management = {"comments-INITIAL_FORMS": "0", "comments-MIN_NUM_FORMS": "0", "comments-MAX_NUM_FORMS": ""}
    chosen = {"kind": "medium_term_plan", "text": "null", "action-publish": "action-publish"}
    return empty | lists | management | chosen | {"title": "Plán", "slug": "plan"} | values


def create(client: Client, portal: KpssIndexPage, **values: str) -> Any:
    address = reverse("wagtailadmin_pages:add", args=["kpss_pages", "recordedplanpage", portal.pk])
    return client.post(address, the_form(**values))


def test_short_form_makes_the_plan_public_at_once_with_its_resolution(
    administrator: Client, portal: KpssIndexPage
) -> None:
    create(
        administrator,
        portal,
        period_from="2009",
        period_to="2011",
        resolution_body="assembly",
        resolution_outcome="approved",
        resolution_number="50/2009",
        resolution_date="2009-06-17",
    )

    plan = RecordedPlanPage.objects.get()
    resolution = Resolution.objects.get(page_id=plan.pk)
    assert plan.live
    assert (resolution.number, resolution.date, resolution.outcome) == (
        "50/2009",
        date(2009, 6, 17),
        "approved",
    )


def test_resolution_may_be_unknown(administrator: Client, portal: KpssIndexPage) -> None:
    create(administrator, portal)

    assert RecordedPlanPage.objects.get().live
    assert not Resolution.objects.exists()


def test_resolution_without_a_body_is_refused_at_its_field(
    administrator: Client, portal: KpssIndexPage
) -> None:
    response = create(
        administrator, portal, resolution_outcome="extended", resolution_date_text="prosinec 2016"
    )

    form = response.context["form"]
    assert list(form.errors) == ["resolution_body"]
    assert form["resolution_date_text"].value() == "prosinec 2016"
    assert not RecordedPlanPage.objects.exists()


def test_existing_plan_does_not_ask_for_its_resolution_again(
    administrator: Client, portal: KpssIndexPage
) -> None:
    plan = a_recorded_plan(portal)

    response = administrator.get(reverse("wagtailadmin_pages:edit", args=[plan.pk]))

    assert "resolution_body" not in response.context["form"].fields


def test_no_workflow_governs_a_recorded_plan(portal: KpssIndexPage) -> None:
    assert not a_recorded_plan(portal).has_workflow


@travel("2020-05-01")
def test_page_shows_both_what_the_source_says_and_what_the_dates_say(
    client: Client, portal: KpssIndexPage
) -> None:
    plan = a_recorded_plan(
        portal, source_status="in_force", source_words="platný plán", source_name="web města"
    )

    page = client.get(plan.url).content.decode()

    assert "kpss-validity--expired" in page
    assert "platný plán" in page
    assert "kpss-source-claim" in page


@travel("2013-05-01")
def test_chain_of_plans_is_read_from_the_newest(client: Client, portal: KpssIndexPage) -> None:
    first = a_recorded_plan(portal, title="První", period_from=2009, period_to=2011)
    second = a_recorded_plan(portal, title="Druhý", period_from=2012, period_to=2014, predecessor_id=first.pk)
    third = a_recorded_plan(portal, title="Třetí", period_from=None, period_to=2016, predecessor_id=second.pk)

    context = client.get(third.url).context

    assert [one.plan.title for one in context["older_plans"]] == ["Druhý", "První"]
    assert [one.validity.state.value for one in context["older_plans"]] == ["in_force", "expired"]


def test_two_plans_that_follow_each_other_do_not_lead_round_for_ever(
    client: Client, portal: KpssIndexPage
) -> None:
    first = a_recorded_plan(portal, title="První")
    second = a_recorded_plan(portal, title="Druhý", predecessor_id=first.pk)
    RecordedPlanPage.objects.filter(pk=first.pk).update(predecessor_id=second.pk)

    assert len(client.get(first.url).context["older_plans"]) == 1


@travel("2020-05-01")
def test_portal_without_a_plan_in_force_says_so_first(client: Client, portal: KpssIndexPage) -> None:
    a_recorded_plan(portal)

    response = client.get(portal.url)

    assert not response.context["has_plan_in_force"]
    page = response.content.decode()
    assert page.index("kpss-notice") < page.index("kpss-plans")


@travel("2018-05-01")
def test_portal_shows_its_plan_in_force_and_nothing_of_another_town(
    client: Client, portal: KpssIndexPage
) -> None:
    a_recorded_plan(portal)
    a_recorded_plan(a_portal(title="Frýdlant"), title="Cizí plán")

    context = client.get(portal.url).context

    assert [one.plan.title for one in context["plans_in_force"]] == ["Plán 2017 – 2019"]
    assert context["other_plans"] == []


def test_portal_shows_no_draft(client: Client, portal: KpssIndexPage) -> None:
    a_plan(portal, title="Tajný návrh")

    assert "Tajný návrh" not in client.get(portal.url).content.decode()


def test_portal_shows_contacts_and_the_note_on_an_invented_town(client: Client) -> None:
    portal = a_portal(invented_note="Vymyšlené město.", municipality_codes=["563889"])
    Contact.objects.create(page_id=portal.pk, name="Jana Tůmová", phone="111 222 333", is_coordinator=True)

    page = client.get(portal.url).content.decode()

    assert "Jana Tůmová" in page
    assert "Vymyšlené město." in page


def test_queries_of_the_portal_do_not_grow_with_its_plans(
    client: Client, portal: KpssIndexPage, django_assert_max_num_queries: Any
) -> None:
    a_recorded_plan(portal)
    client.get(portal.url)
    for year in range(1990, 2010):
        a_recorded_plan(portal, period_from=year, period_to=year)

    with django_assert_max_num_queries(30):
        client.get(portal.url)

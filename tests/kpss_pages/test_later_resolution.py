"""Resolutions about plans in force: recorded beside the page, without a run."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from kpss_pages.models import RecordedPlanPage
from tests.kpss_pages.making import a_page
from tests.kpss_pages.plan_story import PlanStory
from tests.made_once import copy_of, made_once
from workflows.models import Resolution

pytestmark = pytest.mark.django_db


first_story = made_once(PlanStory)


@pytest.fixture
def story(db, first_story) -> PlanStory:
    return copy_of(first_story)


def filled(**changes):
    return {
        "key": str(uuid.uuid4()),
        "body": "assembly",
        "outcome": "extended",
        "valid_until_year": "2026",
    } | changes


def record(client, page, **changes):
    return client.post(reverse("kpss_workflows_admin:record", args=[page.pk]), filled(**changes))


def test_plan_decided_long_ago_is_extended(story, client):
    plan = a_page(story.portal, RecordedPlanPage, slug="stary", period_from=2020, period_to=2024)
    client.force_login(story.people["coordinator"])
    assert client.get(reverse("kpss_workflows_admin:record", args=[plan.pk])).status_code == 200
    assert record(client, plan, number="77/2024").status_code == 302
    assert "77/2024" in client.get("/liberec/stary/").content.decode()


def test_plan_in_force_is_extended_while_a_new_version_is_written(story, client):
    story.until_published()
    story.make("start_new_version", "coordinator")
    client.force_login(story.people["clerk"])
    assert record(client, story.plan).status_code == 302
    assert story.state == "working_group"
    assert Resolution.objects.get(outcome="extended").snapshot.published_at


def test_extension_without_a_year_comes_back_as_typed(story, client):
    story.until_published()
    client.force_login(story.people["clerk"])
    response = record(client, story.plan, valid_until_year="", number="77/2024")
    assert response.status_code == 422
    assert "77/2024" in response.content.decode()


def test_second_click_records_once(story, client):
    story.until_published()
    client.force_login(story.people["clerk"])
    data, address = filled(), reverse("kpss_workflows_admin:record", args=[story.plan.pk])
    client.post(address, data)
    client.post(address, data)
    assert Resolution.objects.filter(outcome="extended").count() == 1


def test_other_words_under_a_used_key_come_back_to_be_sent_again(story, client):
    story.until_published()
    client.force_login(story.people["clerk"])
    key = str(uuid.uuid4())
    assert record(client, story.plan, key=key).status_code == 302
    response = record(client, story.plan, key=key, number="99/2024")
    assert response.status_code == 409
    assert "99/2024" in response.content.decode()
    assert key not in response.content.decode()
    assert Resolution.objects.filter(outcome="extended").count() == 1
    renewed = response.context["form"].data["key"]
    assert record(client, story.plan, key=renewed, number="99/2024").status_code == 302
    assert Resolution.objects.filter(outcome="extended").count() == 2


def test_decision_does_not_pass_by_this_door(story, client):
    story.until_assembly()
    client.force_login(story.people["clerk"])
    assert record(client, story.plan, outcome="approved").status_code in (409, 422)
    assert story.state == "assembly"


@pytest.mark.parametrize("role", ["editor", "approver"])
def test_others_record_nothing(story, client, role):
    story.until_published()
    client.force_login(story.people[role])
    record(client, story.plan)
    assert not Resolution.objects.filter(outcome="extended").exists()

"""The process of a plan of seven areas asks the database a bounded number of questions, in every state."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.kpss_pages.making import a_group

from .plan_story import PlanStory

pytestmark = pytest.mark.django_db

MOST = 42


def a_plan_of(areas: int) -> PlanStory:
    """A plan whose every area belongs to a group, as in a town."""
    story = PlanStory(measures=3)
    for number in range(len(story.areas), areas):
        group = a_group(story.portal, title=f"Group {number}")
        story.areas.append(story._area(f"Area {number}", 3, group=group))
        story.areas[-1].save_revision(user=story.people["editor"])
    return story


def queries(client: Any, story: PlanStory, role: str = "coordinator") -> int:
    """How many queries the process takes for somebody, once what outlives a request is known."""
    client.force_login(story.people[role])
    url = reverse("kpss_workflows_admin:process", args=[story.plan.pk])
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as found:
        client.get(url)
    return len(found)


def test_process_of_seven_areas_is_bounded_while_it_is_written(client):
    story = a_plan_of(7)
    assert queries(client, story) <= MOST
    story.make("submit_to_steering_group", "editor")
    story.make("return_to_working_group", "approver", comment="Why?")
    assert queries(client, story, "editor") <= MOST


def test_process_of_seven_areas_is_bounded_while_comments_are_settled(client):
    story = a_plan_of(7)
    story.until_consultation()
    story.comment("One.", "Two.")
    story.close()
    assert queries(client, story) <= MOST


def test_more_areas_take_no_more_queries(client):
    story = a_plan_of(3)
    few = queries(client, story)
    for number in range(4):
        area = story._area(
            f"Another area {number}", 3, group=a_group(story.portal, title=f"Another {number}")
        )
        area.save_revision(user=story.people["editor"])
    assert queries(client, story) == few

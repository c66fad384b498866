"""The areas of a plan are its text: whoever moves, deletes or reorders them does not approve it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from kpss_pages.models import PlanAreaPage, PlanPage
from tests.kpss_pages.plan_making import a_chapter, a_goal, a_measure, a_plan, an_area
from tests.kpss_pages.plan_story import PlanStory
from tests.workflows.browser import signed_in
from workflows.actions.base import Refused

pytestmark = pytest.mark.django_db


def also(story: PlanStory, person: str, *roles: str) -> Any:
    """Let a person play more roles; returns their browser."""
    user = story.people[person]
    user.groups.add(*(story.groups[role] for role in roles))
    story.people[person] = type(user).objects.get(pk=user.pk)
    return signed_in(story.people[person])


def test_writer_of_an_area_that_came_late_does_not_approve_the_plan_it_came_to(db):
    story = PlanStory()
    also(story, "editor", "approver")
    coordinator, area = story.people["coordinator"], story.areas[1]
    story.plan = a_plan(
        story.portal, slug="druhy", title="Druhý", chapters_before=[a_chapter("Úvod")], goal_types=[]
    )
    story.plan.save_revision(user=coordinator)
    an_area(story.plan, [a_goal("1", "Péče", [a_measure()])], title="Cizí").save_revision(user=coordinator)
    story.make("submit_to_steering_group", "coordinator")
    story.make("approve_for_consultation", "approver")
    story.open(opens_in=60, closes_in=120)
    story.make("call_off", "coordinator", comment="Omyl.")
    story.make("return_to_working_group", "coordinator", comment="Omyl.")
    signed_in(coordinator).post(reverse("wagtailadmin_pages:move_confirm", args=[area.pk, story.plan.pk]))
    assert PlanAreaPage.objects.child_of(PlanPage.objects.get(pk=story.plan.pk)).filter(pk=area.pk).exists()
    story.make("submit_to_steering_group", "coordinator")
    with pytest.raises(Refused):
        story.make("approve_for_consultation", "editor")
    story.make("approve_for_consultation", "approver")


@pytest.mark.parametrize("deed", ["delete", "reorder"])
def test_whoever_deletes_or_reorders_areas_does_not_approve(db, deed):
    story = PlanStory()
    browser = also(story, "approver", "coordinator", "editor")
    address = {
        "delete": reverse("wagtailadmin_pages:delete", args=[story.areas[1].pk]),
        "reorder": reverse("wagtailadmin_pages:set_page_position", args=[story.areas[1].pk]) + "?position=0",
    }
    browser.post(address[deed])
    assert [area.pk for area in story.fresh().get_bundle_children()] != [area.pk for area in story.areas]
    story.make("submit_to_steering_group", "editor")
    with pytest.raises(Refused):
        story.make("approve_for_consultation", "approver")


def test_reader_who_locks_an_area_does_not_delete_it(db):
    story = PlanStory()
    reader = story.people["approver"]
    group = Group.objects.create(name="locking")
    for name in ("add", "change", "lock", "publish"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{name}_page")
        GroupPagePermission.objects.create(group=group, page=story.portal, permission=permission)
    reader.groups.add(group)
    Page.objects.filter(pk__in=[story.plan.pk, *(area.pk for area in story.areas)]).update(
        locked=True, locked_by=reader
    )
    browser = signed_in(reader)
    browser.post(reverse("wagtailadmin_pages:set_page_position", args=[story.areas[1].pk]) + "?position=0")
    browser.post(reverse("wagtailadmin_pages:delete", args=[story.areas[1].pk]))
    assert [area.pk for area in story.fresh().get_bundle_children()] == [area.pk for area in story.areas]

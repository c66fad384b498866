"""The shipped ways that are not a plan's, tried on a page that is not KPSS: action plan and minutes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from wagtail.models import GroupPagePermission

from tests.testapp.models import NoticePage
from tests.workflows.story import a_notice, decide, home, make, person, save, state_of
from tests.workflows.toml_editing import call
from workflows.actions.base import NotAllowed, Refused
from workflows.jobs.running import run_all
from workflows.permissions import may_read
from workflows.standing import standing_of

pytestmark = pytest.mark.django_db


def following(name: str, writer: str) -> NoticePage:
    """A notice that follows a shipped definition."""
    call("kpss_load_workflow", name)
    call("kpss_choose_workflow", name, "testapp.NoticePage", "--root", home().pk)
    return a_notice(by=person(writer))


def by(role: str) -> Any:
    """The person who plays a role, made when first asked for."""
    return get_user_model().objects.filter(username=role).first() or person(role)


def test_action_plan_goes_from_the_steering_group_to_the_council(client):
    page = following("action_plan", "coordinator")
    make(page, "submit_to_steering_group", by("coordinator"))
    with pytest.raises(NotAllowed):
        make(page, "approve", by("coordinator"))
    make(page, "approve", by("approver"))
    assert client.get("/orez/").status_code == 404
    make(page, "submit_to_council", by("coordinator"))
    assert client.get("/orez/navrh/1/").status_code == 200
    decide(page, by("clerk"), "approved", "record_council", number="260/2026")
    assert state_of(page) == "published"
    assert client.get("/orez/").status_code == 200
    make(page, "start_new_version", by("coordinator"))
    assert state_of(page) == "draft"


def test_action_plan_is_returned_with_words_and_adopted_with_changes(client):
    page = following("action_plan", "coordinator")
    make(page, "submit_to_steering_group", by("coordinator"))
    with pytest.raises(Refused, match="Write why"):
        make(page, "return_to_draft", by("approver"))
    make(page, "return_to_draft", by("approver"), comment="Chybí rozpočet.")
    make(page, "submit_to_steering_group", by("coordinator"))
    decide(page, by("clerk"), "approved", "record_steering_group")
    make(page, "submit_to_council", by("coordinator"))
    decide(page, by("clerk"), "approved_with_changes", "record_council")
    save(page, by=by("coordinator"), body="<p>S rozpočtem.</p>")
    make(page, "publish_adopted", by("clerk"))
    assert "S rozpočtem." in client.get("/orez/").content.decode()


def test_clerk_reads_an_action_plan_only_when_it_comes_to_a_body():
    page = following("action_plan", "coordinator")
    assert not may_read(by("clerk"), page)
    make(page, "submit_to_steering_group", by("coordinator"))
    assert may_read(by("clerk"), page)


# Minutes


@pytest.fixture
def minutes():
    """Minutes a recorder has written; members belong to the group, the reviewer may publish."""
    page = following("minutes", "recorder")
    by("member"), by("reviewer")
    GroupPagePermission.objects.filter(group__name="group member").delete()
    publish = Permission.objects.get(content_type__app_label="wagtailcore", codename="publish_page")
    group = Group.objects.get(name="group reviewer")
    GroupPagePermission.objects.create(group=group, page=home(), permission=publish)
    return page


def test_announced_meeting_is_published_before_there_are_minutes(minutes, client):
    make(minutes, "publish", by("reviewer"))
    assert state_of(minutes) == "published"
    assert client.get("/orez/").status_code == 200


def test_saving_minutes_of_a_published_meeting_begins_a_new_round(minutes, client):
    make(minutes, "publish", by("reviewer"))
    save(NoticePage.objects.get(pk=minutes.pk), by=by("recorder"), body="<p>Zápis.</p>")
    assert state_of(minutes) == "draft"
    assert "Zápis." not in client.get("/orez/").content.decode()
    make(minutes, "ask_members", by("recorder"))
    make(minutes, "end_check", by("reviewer"))
    make(minutes, "publish", by("reviewer"))
    assert "Zápis." in client.get("/orez/").content.decode()


def test_members_read_minutes_from_their_turn_on_and_nobody_writes_meanwhile(minutes):
    assert not may_read(by("member"), minutes)
    make(minutes, "ask_members", by("recorder"))
    standing = standing_of(minutes)
    assert may_read(by("member"), minutes)
    assert (standing.state.comment, standing.state.edit) == (("member",), ())


def test_minutes_go_on_by_themselves_after_a_week(minutes):
    make(minutes, "ask_members", by("recorder"))
    run_all(now=timezone.now() + timedelta(days=6))
    assert state_of(minutes) == "members"
    run_all(now=timezone.now() + timedelta(days=8, hours=1))
    assert state_of(minutes) == "checked"

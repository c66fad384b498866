"""A meeting is announced with its agenda; its minutes are read by everybody once somebody publishes them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text

from kpss_pages.models import GroupPage, MeetingPage
from tests.kpss_pages.publication_story import Office, read, state_of
from tests.made_once import copy_of, made_once
from workflows.models import InternalVersion, Opinion, RoleAssignment
from workflows.permissions import may_read
from workflows.reading.publicity import public_address
from workflows.reading.versions import version_to_read
from workflows.standing import standing_of

pytestmark = pytest.mark.django_db

DAY = dt.date(2099, 5, 4)


first_office = made_once(Office)


@pytest.fixture
def office(db, first_office) -> Office:
    return copy_of(first_office)


def agenda(title: str = "Návrh plánu", minutes: str = "", number: int = 0, pk: str = "") -> dict[str, Any]:
    """One item of the agenda, as the editor sends it."""
    row = {"id": pk, "number": "1", "title": title, "ORDER": "1", "DELETE": ""}
    row |= {"minutes": rich_text(f"<p>{minutes}</p>"), "comments_of_participants": rich_text("")}
    return {"agenda_items-TOTAL_FORMS": "1"} | {
        f"agenda_items-{number}-{name}": value for name, value in row.items()
    }


@pytest.fixture
def meeting(office) -> MeetingPage:
    """A meeting of the group, announced with its agenda."""
    page = office.draft(MeetingPage, "group_editor", parent=office.group)
    office.write(page, "group_editor", title="Květnové jednání", date=f"{DAY:%Y-%m-%d}", **agenda())
    office.move(page, "group_editor", "submit")
    office.move(page, "editor", "publish")
    return MeetingPage.objects.get(pk=page.pk)


def write_minutes(office, meeting, said: str = "Skupina souhlasí.") -> None:
    """The group's editor adds the minutes to the agenda that is public."""
    item = meeting.agenda_items.get()
    sent = agenda(minutes=said, pk=str(item.pk)) | {"agenda_items-INITIAL_FORMS": "1"}
    assert office.write(meeting, "group_editor", status="published", **sent).status_code == 302


def test_meeting_is_announced_with_its_agenda(office, meeting):
    status, page = read(meeting)
    assert (status, state_of(meeting)) == (200, "published")
    assert "Návrh plánu" in page
    assert "Květnové jednání" in read(office.group)[1]


def test_announcement_that_was_not_published_is_nowhere(office):
    page = office.draft(MeetingPage, "group_editor", parent=office.group)
    assert read(page)[0] == 404
    for place in (office.group, office.listings["meetings"], office.portal):
        assert page.title not in read(place)[1]


def test_minutes_are_read_by_nobody_before_their_publication(office, meeting):
    write_minutes(office, meeting)
    assert state_of(meeting) == "draft"
    assert "Návrh plánu" in read(meeting)[1]
    assert "Skupina souhlasí." not in read(meeting)[1]
    office.move(meeting, "editor", "publish")
    assert "Skupina souhlasí." in read(meeting)[1]


def test_minutes_go_to_the_members_first(office, meeting):
    write_minutes(office, meeting)
    office.move(meeting, "group_editor", "ask_members")
    assert state_of(meeting) == "members"
    before = meeting.revisions.count()
    office.write(meeting, "group_editor", place="Jinde")
    assert meeting.revisions.count() == before
    office.move(meeting, "editor", "end_check")
    office.move(meeting, "editor", "publish")
    assert "Skupina souhlasí." in read(meeting)[1]


def test_group_editor_takes_the_minutes_back_and_publishes_nothing(office, meeting):
    write_minutes(office, meeting)
    office.move(meeting, "group_editor", "ask_members")
    office.move(meeting, "group_editor", "take_back", comment="Chybí hlasování.")
    assert state_of(meeting) == "draft"
    office.move(meeting, "group_editor", "publish")
    assert "Skupina souhlasí." not in read(meeting)[1]


def test_cancelled_announcement_is_taken_back(office, meeting):
    office.move(meeting, "editor", "retract", comment="Jednání nebude.")
    assert read(meeting)[0] == 404
    assert "Květnové jednání" not in read(office.group)[1]


def test_part_played_on_a_meeting_opens_nothing_of_its_group(office, meeting):
    keeper = get_user_model().objects.create_user("keeper", password="heslo")
    keeper.groups.add(Group.objects.create(name="keepers"))
    for role in ("author", "reviewer"):
        RoleAssignment.objects.create(group=keeper.groups.get(), role=role, page=meeting)
    group = GroupPage.objects.get(pk=office.group.pk)
    assert not may_read(keeper, group)
    assert may_read(office.people["group_editor"], group)


def test_minutes_that_members_read_are_published_with_their_remarks_before_ones_eyes(
    office, meeting, client, rf
):
    write_minutes(office, meeting)
    office.move(meeting, "group_editor", "ask_members")
    page = MeetingPage.objects.get(pk=meeting.pk)
    version = version_to_read(page, standing_of(page), None)
    member = get_user_model().objects.create_user("clen", first_name="Petr", last_name="Malý")
    Opinion.objects.create(
        version=version, user=member, user_name="Petr Malý", kind="remarks", text="Chybí hlasování."
    )
    office.move(meeting, "editor", "end_check")
    client.force_login(office.people["editor"])
    form = client.get(reverse("kpss_workflows_admin:transition", args=[meeting.pk, "publish"]))
    assert "Chybí hlasování." in form.content.decode()
    assert public_address(version, rf.get("/")) == ""
    office.move(meeting, "editor", "publish")
    version = InternalVersion.objects.get()
    assert public_address(version, rf.get("/")) == meeting.get_url(rf.get("/"))

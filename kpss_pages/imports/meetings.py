"""Meetings with their whole record: who was there, what was said, who does what until when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workflows.town_time import town_today

from ..models import AgendaItem, Attendance, MeetingPage, MeetingTask
from . import words
from .kinds import Facts
from .publishing import publish_below
from .town import Town

STATUS_OF_LIST = {
    "present": Attendance.Status.PRESENT,
    "excused": Attendance.Status.EXCUSED,
    "absent": Attendance.Status.ABSENT,
    "guests": Attendance.Status.GUEST,
}


def load_meetings(town: Town) -> None:
    """Publish each meeting below its group, or below the portal's list of meetings if no group is known."""

    def make(facts: Facts) -> MeetingPage:
        page = MeetingPage(**_values(facts, town))
        page.joint_groups = town.get_all("groups", facts["joint_with"])
        page.attendances = _attendances(facts, town)
        page.agenda_items = _agenda_items(facts, town)
        page.tasks = _tasks(facts, town)
        parent = town.get("groups", facts["group"]) or town.listings["meetings"]
        return publish_below(parent, page, facts["id"])

    town.load_each("meetings", MeetingPage, make)


def _values(facts: Facts, town: Town) -> dict[str, Any]:
    following = facts["next_meeting"]
    bodies = filter(None, (town.named("related_bodies", one) for one in facts["joint_with"]))
    return {
        "title": facts["title"] or words.UNTITLED_MEETING,
        "date": facts["date"],
        "date_text": facts["date_text"],
        "start_time": facts["time"],
        "end_time": facts["end_time"],
        "place": facts["place"],
        "status": facts["status"] or _status(facts),
        "joint_with": ", ".join(bodies),
        "attendance_count": facts["attendance_count"],
        "attendance_count_text": facts["attendance_count_text"],
        "next_date": following["date"],
        "next_time": following["time"],
        "next_text": ", ".join(filter(None, (following["weekday"], following["date_text"]))),
        "recorded_by": town.get("persons", facts["recorded_by"]),
        "recorded_on": facts["recorded_on"],
    }


def _status(facts: Facts) -> str:
    """Say no more than the source does: minutes if there are any, else whether the day has come."""
    if facts["items"] or facts["recorded_on"]:
        return MeetingPage.Status.PUBLISHED
    is_ahead = facts["date"] and facts["date"] > town_today()
    return MeetingPage.Status.PLANNED if is_ahead else MeetingPage.Status.HELD


def _attendances(facts: Facts, town: Town) -> list[Attendance]:
    rows = [
        _attendance(status, identifier, town)
        for key, status in STATUS_OF_LIST.items()
        for identifier in facts["attendance"][key]
    ]
    for position, row in enumerate(rows):
        row.sort_order = position
    return rows


def _attendance(status: str, identifier: str, town: Town) -> Attendance:
    person = town.get("persons", identifier)
    return Attendance(status=status, person=person, name="" if person else words.REMOVED_PERSON)


def _agenda_items(facts: Facts, town: Town) -> list[AgendaItem]:
    """Put what the minutes say under the item of the agenda it belongs to; the rest follows by itself."""
    items = list(facts["items"])
    rows = []
    for number, item in enumerate(facts["agenda"]):
        own = [one for one in items if item["number"] and one["agenda_number"] == item["number"]]
        items = [one for one in items if one not in own]
        rows.append(_agenda_item(item["number"], item["title"], own, town.get_all("plans", [item["plan"]])))
        rows[-1].sort_order = number
    rest = [_agenda_item(one["agenda_number"], "", [one], []) for one in items]
    for position, row in enumerate(rest, start=len(rows)):
        row.sort_order = position
    return [*rows, *rest]


def _agenda_item(number: str, title: str, items: list[Facts], plans: list[Any]) -> AgendaItem:
    said = words.html_lines([line for item in items for line in item["facts"]])
    comments = [line for item in items for line in item["comments_of_participants"]]
    return AgendaItem(
        number=number,
        title=title,
        minutes=said + words.html_plans(plans),
        comments_of_participants=words.html_lines(comments),
    )


def _tasks(facts: Facts, town: Town) -> list[MeetingTask]:
    shown = {item["plan"] for item in facts["agenda"]}
    return [
        MeetingTask(
            sort_order=position,
            text=" – ".join(_task_text(task, town, shown)),
            due_date=task["due"],
            due_text=task["due_text"],
            responsible=town.get_all("persons", task["responsible"]),
            responsible_text=task["responsible_text"],
        )
        for position, task in enumerate(facts["tasks"])
    ]


def _task_text(task: Facts, town: Town, shown: set[str]) -> Iterator[str]:
    """Name the plan of the task unless the agenda does."""
    yield task["text"]
    if task["plan"] and task["plan"] not in shown:
        yield town.named("plans", task["plan"])

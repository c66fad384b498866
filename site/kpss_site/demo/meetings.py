"""Meetings past and to come, with their minutes and tasks."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from kpss_pages.models import AgendaItem, Attendance, MeetingPage, MeetingTask

from .calendar import at
from .publishing import is_there, publish
from .rich_text import html
from .town import Town

ANNOUNCED_BEFORE = 14
"""Days before a meeting on which its page appears."""


def ensure_meetings(town: Town) -> None:
    """Publish the meetings that are missing, each under its group or in the list of meetings."""
    for facts in town.read("meetings")["meetings"]:
        parent = town.groups.get(facts.get("group"), town.listings["meetings"])
        if not is_there(MeetingPage, parent, facts["slug"]):
            moment = at(town.calendar.day(min(facts["day"] - ANNOUNCED_BEFORE, -1)))
            publish(parent, _meeting(town, facts), facts["slug"], user=town.editor, moment=moment)


def _meeting(town: Town, facts: dict[str, Any]) -> MeetingPage:
    page = MeetingPage(
        title=facts["title"],
        date=town.calendar.day(facts["day"]),
        start_time=_clock(facts.get("start")),
        end_time=_clock(facts.get("end")),
        place=facts["place"],
        status=facts["status"],
        attendance_count_text=facts.get("attendance_count_text", ""),
        next_date=_day(town, facts.get("next")),
        agenda_items=[_item(item) for item in facts["items"]],
        attendances=[_attendance(town, dict(row)) for row in facts.get("attendances", [])],
        tasks=[_task(town, task) for task in facts.get("tasks", [])],
        **_record(town, facts),
    )
    page.joint_groups = [town.groups[slug] for slug in facts.get("joint", [])]
    page.topics.add(*facts.get("topics", []))
    return page


def _record(town: Town, facts: dict[str, Any]) -> dict[str, Any]:
    """Say who took the minutes and when they were ready."""
    people = {name: town.people[facts[name]] for name in ("recorded_by", "verified_by") if name in facts}
    return people | ({"recorded_on": _day(town, facts["day"] + 5)} if people else {})


def _item(facts: dict[str, Any]) -> AgendaItem:
    return AgendaItem(
        number=facts.get("number", ""),
        title=facts["title"],
        minutes=html(facts.get("minutes", "")),
        comments_of_participants=html(facts.get("discussion", "")),
    )


def _attendance(town: Town, row: dict[str, Any]) -> Attendance:
    person = town.people[row.pop("person")] if "person" in row else None
    return Attendance(person=person, **row)


def _task(town: Town, facts: dict[str, Any]) -> MeetingTask:
    task = MeetingTask(
        text=facts["text"],
        due_date=_day(town, facts["due"]),
        responsible_text=facts.get("who", ""),
        is_done=facts.get("done", False),
    )
    task.responsible = [town.people[key] for key in facts.get("people", [])]
    return task


def _day(town: Town, offset: int | None) -> date | None:
    return None if offset is None else town.calendar.day(offset)


def _clock(text: str | None) -> time | None:
    return time(*map(int, text.split(":"))) if text else None

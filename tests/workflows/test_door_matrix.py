"""Every role in every state before every door: who may not read meets neither the text nor the title of a draft."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from .browser import editor_data
from .door_tables import NARROW, WIDE, Journey, load_as, rows_of
from .doors import LISTING, PUBLIC, READING, TEXT, TITLE, knock, places, said
from .story import load_notice

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.workflows.public_api")]

EVERYBODY = ["anonymous", "member", "editor", "writer", "mayor", "secretary", "superuser"]

INSIDERS = ["editor", "writer", "mayor", "secretary"]

REFUSED = (302, 403, 404)


def read(journey: Journey, door: str, who: str) -> tuple[int, str]:
    """Somebody opens a door: the status and everything they were told."""
    response = journey.browsers[who].get(door.format(**places(journey.fresh, journey.words["FOUND"])))
    return response.status_code, said(response)


def secrets(journey: Journey) -> list[str]:
    """The words of the draft that nobody but its readers may find."""
    return [journey.words["TITLE"], journey.words["TEXT"]]


def wrong_at_reading_doors(
    journey: Journey, row: Any, people: Iterable[str], doors: dict[str, str]
) -> list[Any]:
    """What the doors to the draft answer otherwise than the table says."""
    wrong = []
    for door, shows in doors.items():
        for who in people:
            status, told = read(journey, door, who)
            if who in row.reads or who == "superuser":
                right = status == 200 and shown(journey, row, shows) in told
            else:
                right = status in REFUSED and not found(journey, row, told)
            if not right:
                wrong.append((row.state, door, who, status, found(journey, row, told)))
    return wrong


def wrong_at_lists(journey: Journey, row: Any, people: Iterable[str]) -> list[Any]:
    """Which lists name the page to somebody who may not know of it, or hide it from a reader."""
    wrong = []
    for door, shows in LISTING.items():
        for who in people:
            status, told = read(journey, door, who)
            if who in row.reads or who == "superuser":
                right = status in (200, 302) and shown(journey, row, shows) in told
            else:
                right = not found(journey, row, told)
            if not right:
                wrong.append((row.state, door, who, status, found(journey, row, told)))
    return wrong


def shown(journey: Journey, row: Any, shows: str) -> str:
    """The word a reader finds behind a door. A published page is called what the public calls it."""
    if shows == TITLE and row.public == "page":
        return ""
    return {TITLE: journey.words["TITLE"], TEXT: journey.words["TEXT"]}.get(shows, "")


def found(journey: Journey, row: Any, told: str) -> list[str]:
    """The secret words in an answer; what is published is none."""
    return [] if row.state == "published" else [word for word in secrets(journey) if word in told]


def test_reading_follows_the_narrow_table_at_every_door():
    load_as(NARROW)
    journey, table = Journey(), rows_of(NARROW)
    wrong = []
    for state in journey.stages():
        people = EVERYBODY if state == "draft" else INSIDERS
        wrong += wrong_at_reading_doors(journey, table[state], people, READING)
    assert wrong == [], "\n".join(map(str, wrong))


def test_where_nothing_is_said_every_role_reads_and_nobody_else():
    load_notice()
    journey, table = Journey(), rows_of(WIDE)
    draft = {door: READING[door] for door in READING if door.endswith("/view_draft/")}
    wrong = []
    for state in journey.stages():
        wrong += wrong_at_reading_doors(journey, table[state], EVERYBODY, draft)
    assert wrong == [], "\n".join(map(str, wrong))


def test_no_list_names_a_draft_to_who_may_not_read_it():
    load_as(NARROW)
    journey, table = Journey(), rows_of(NARROW)
    wrong = []
    for state in journey.stages():
        if state in ("draft", "settlement", "renewed"):
            people = EVERYBODY if state == "draft" else INSIDERS
            wrong += wrong_at_lists(journey, table[state], people)
    assert wrong == [], "\n".join(map(str, wrong))


WRITING = {
    "/admin/pages/{pk}/edit/": {},
    "/admin/pages/{pk}/edit/?autosave": {"accept": "application/json"},
    "/admin/pages/{pk}/revisions/{revision}/revert/": {},
}
"""Doors at which a writer writes: the form, what the browser saves by itself, an earlier draft."""


def test_writing_follows_the_narrow_table_at_every_door():
    load_as(NARROW)
    journey, table = Journey(), rows_of(NARROW)
    wrong = []
    for state in journey.stages():
        row, at = table[state], places(journey.fresh, journey.words["FOUND"])
        sent = editor_data(title="Jinak", slug="oznameni", body="<p>Jinak.</p>")
        for door, headers in WRITING.items():
            over = {"overwrite_revision_id": at["revision"]} if headers else {}
            for who in [*INSIDERS, "superuser"]:
                response, changed = knock(journey.browsers[who], door.format(**at), sent | over, **headers)
                writes = who in row.writes or (who == "superuser" and bool(row.writes))
                if changed != writes and not (over and is_anothers(response)):
                    wrong.append((state, door, who, response.status_code, changed))
    assert wrong == [], "\n".join(map(str, wrong))


def is_anothers(response: Any) -> bool:
    """Whoever saves by itself over somebody else's draft is refused by Wagtail, writer or not."""
    return b"Cannot overwrite" in response.content


def test_public_doors_show_what_is_public_whoever_knocks():
    load_as(NARROW)
    journey, table = Journey(), rows_of(NARROW)
    wrong = []
    for state in journey.stages():
        if table[state].public != "-" and state != "renewed":
            continue
        for door in PUBLIC:
            for who in ("anonymous", "editor", "superuser"):
                status, told = read(journey, door, who)
                if status >= 500 or any(word in told for word in secrets(journey)):
                    wrong.append((state, door, who, status))
    assert wrong == [], "\n".join(map(str, wrong))

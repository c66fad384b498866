"""Every action, and how it is asked for, so that the process that carries it out can be killed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.workflows import story
from workflows.models import Comment, Consultation

from . import doors, races
from .browser import Press
from .town import Town, end_consultation


@dataclass(frozen=True)
class Kill:
    """An action, the state it begins in, and its form; without a form it is the clock's.

    ``again`` tells whether the same form may be sent once more: with a one-time key nothing happens twice. A page that
    the action ``spends`` stays in its state and does not look it; no later kind gets it.
    """

    name: str
    state: str
    press: Callable[[Town, Any], Press] | None
    prepare: Callable[[Town, Any], None] | None = None
    again: bool = True
    spends: bool = False


def comment_of(page: Any) -> Comment:
    """The newest comment on the page."""
    return Comment.objects.on(Consultation.objects.latest_of(page)).last()


def write_comment(_town: Town, page: Any) -> None:
    """Let a comment wait for the desk, which closes a moment later."""
    consultation = Consultation.objects.latest_of(page)
    Consultation.objects.filter(pk=consultation.pk).update(closes_at=doors.far_away())
    story.comment_on(consultation)
    story.end_consultation(consultation)


def write_and_release(town: Town, page: Any) -> None:
    """Let a comment wait for its settlement."""
    write_comment(town, page)
    story.release(comment_of(page), town.people["secretary"])


def let_time_pass(_town: Town, page: Any) -> None:
    """The closing second has come."""
    end_consultation(page)


def moderation(_town: Town, page: Any) -> Press:
    return doors.desk_row(comment_of(page), "secretary", status="released")


def settling(_town: Town, page: Any) -> Press:
    return doors.desk_row(comment_of(page), "secretary", outcome="accepted", reasoning="Vyhovíme.")


def publishing_settlements(_town: Town, page: Any) -> Press:
    return doors.transition(page, "publish_settlements", "secretary")


def starting_again(_town: Town, page: Any) -> Press:
    return doors.transition(page, "start_again", "secretary")


KILLS = [
    Kill("save draft", "draft", races.write("writer"), again=False),
    Kill("submit", "draft", races.deed(races.submit)),
    Kill("return", "mayor", races.deed(races.send_back)),
    Kill("approve", "mayor", races.deed(races.approve)),
    Kill("open", "ready", lambda _town, page: doors.opening(page, "secretary")),
    Kill("comment", "consultation", races.deed(doors.letter)),
    Kill("withdraw", "consultation", races.deed(races.withdraw)),
    Kill("close", "consultation", None, let_time_pass),
    Kill("moderate", "settlement", moderation, write_comment, again=False),
    Kill("settle", "settlement", settling, write_and_release, again=False),
    Kill("publish settlements", "assembly", publishing_settlements, spends=True),
    Kill("record", "assembly", races.deed(races.adopt)),
    Kill("publish adopted", "adopted", races.deed(races.publish)),
    Kill("start again", "published", starting_again),
]

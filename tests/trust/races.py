"""Who races against whom, from which state, and how it may end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from workflows.models import Comment

from . import doors
from .browser import Answer, Press
from .town import Town

WITHDRAWAL = "Otevřeno omylem."
RETURN = "Doplňte prosím termín."


@dataclass(frozen=True)
class Race:
    """Some people press at one moment.

    ``ends`` says for each press in which state the page is when that press alone has won; ``None``: it may not
    win. ``winners`` is how many presses may succeed.
    """

    name: str
    state: str
    presses: Callable[[Town, Any], list[Press]]
    ends: tuple[str | None, ...]
    winners: frozenset[int] = frozenset({1})
    check: Callable[[list[Press], list[Answer]], list[str]] | None = None


def two(press: Callable[[Any, str], Press], *people: str) -> Callable[[Town, Any], list[Press]]:
    """The same deed by several people, each with a form of their own."""
    return lambda _town, page: [press(page, who) for who in people]


def clicked_twice(press: Callable[[Any, str], Press], who: str) -> Callable[[Town, Any], list[Press]]:
    """One form, sent twice."""
    return lambda _town, page: [press(page, who)] * 2


def against(*deeds: Callable[[Town, Any], Press]) -> Callable[[Town, Any], list[Press]]:
    """Different deeds."""
    return lambda town, page: [deed(town, page) for deed in deeds]


# The deeds, each by the person it is open to


def submit(page: Any, who: str = "writer") -> Press:
    return doors.transition(page, "submit", who)


def approve(page: Any, who: str = "mayor") -> Press:
    return doors.transition(page, "approve", who)


def send_back(page: Any, who: str = "secretary") -> Press:
    return doors.transition(page, "send_back", who, comment=RETURN)


def withdraw(page: Any, who: str = "secretary") -> Press:
    return doors.transition(page, "withdraw", who, comment=WITHDRAWAL)


def publish(page: Any, who: str = "secretary") -> Press:
    return doors.transition(page, "publish_adopted", who)


def adopt(page: Any, who: str = "secretary") -> Press:
    return doors.decision(page, who, "approved")


def adopt_with_changes(page: Any, who: str = "secretary") -> Press:
    return doors.decision(page, who, "approved_with_changes")


def turn_down(page: Any, who: str = "deputy") -> Press:
    return doors.decision(page, who, "returned")


def write(who: str = "second writer") -> Callable[[Town, Any], Press]:
    return lambda town, page: doors.edit(page, who, town.new_words())


def autosave(town: Town, page: Any) -> Press:
    return doors.autosave(page, "writer", town.new_words())


def cancel(_town: Town, page: Any) -> Press:
    return doors.cancelling(page, "writer")


def deed(press: Callable[[Any], Press]) -> Callable[[Town, Any], Press]:
    """A deed that needs nothing of the town."""
    return lambda _town, page: press(page)


def withdrawn_while_opened_again(town: Town, page: Any) -> list[Press]:
    """One tab still shows the form of the opening, which has happened meanwhile."""
    late = doors.opening(page, "deputy")
    town.advance(page, "consultation")
    return [withdraw(type(page).objects.get(pk=page.pk)), late]


# What more must be true of some


def one_address(_presses: list[Press], answers: list[Answer]) -> list[str]:
    """Both clicks lead to the same place."""
    return [] if len({answer.location for answer in answers}) == 1 else ["The two clicks led apart."]


def letter_kept(presses: list[Press], answers: list[Answer]) -> list[str]:
    """The letter is stored if, and only if, its sender got a receipt."""
    sent, answer = presses[1], answers[1]
    stored = Comment.objects.filter(text=sent.data["r-0-text"]).count()
    receipts = int("potvrzeni" in answer.location)
    return [] if stored == receipts else [f"{stored} letters are stored, {receipts} receipts were given."]


BOTH = frozenset({2})
ANY = frozenset({1, 2})

RACES = [
    Race("submit × submit", "draft", two(submit, "writer", "second writer"), ("mayor", "mayor")),
    Race("submit × edit", "draft", against(deed(submit), write()), ("mayor", "draft")),
    Race("submit × autosave", "draft", against(deed(submit), autosave), ("mayor", "draft")),
    Race("submit × cancel", "draft", against(deed(submit), cancel), ("mayor", None)),
    Race("edit × edit", "draft", against(write("writer"), write()), ("draft", "draft"), BOTH),
    Race("submit clicked twice", "draft", clicked_twice(submit, "writer"), ("mayor",) * 2, BOTH, one_address),
    Race("approve × approve", "mayor", two(approve, "mayor", "vicemayor"), ("ready", "ready")),
    Race("approve × return", "mayor", against(deed(approve), deed(send_back)), ("ready", "draft")),
    Race("return × return", "mayor", two(send_back, "secretary", "mayor"), ("draft", "draft")),
    Race("approve × edit", "mayor", against(deed(approve), write("writer")), ("ready", None)),
    Race("approve × autosave", "mayor", against(deed(approve), autosave), ("ready", None)),
    Race("approve × cancel", "mayor", against(deed(approve), cancel), ("ready", None)),
    Race(
        "approve clicked twice", "mayor", clicked_twice(approve, "mayor"), ("ready",) * 2, BOTH, one_address
    ),
    Race("open × open", "ready", two(doors.opening, "secretary", "deputy"), ("consultation",) * 2),
    Race(
        "open × return",
        "ready",
        lambda _town, page: [doors.opening(page, "secretary"), send_back(page, "deputy")],
        ("consultation", "draft"),
    ),
    Race(
        "open clicked twice",
        "ready",
        clicked_twice(doors.opening, "secretary"),
        ("consultation",) * 2,
        BOTH,
        one_address,
    ),
    Race(
        "open × withdraw",
        "ready",
        lambda _town, page: [doors.opening(page, "secretary"), withdraw(page, "deputy")],
        ("consultation", None),
    ),
    Race("withdraw × late opening", "ready", withdrawn_while_opened_again, ("draft", None)),
    Race("withdraw × withdraw", "consultation", two(withdraw, "secretary", "deputy"), ("draft", "draft")),
    Race(
        "withdraw × comment",
        "consultation",
        against(deed(withdraw), deed(doors.letter)),
        ("draft", None),
        ANY,
        letter_kept,
    ),
    Race("record × return", "assembly", against(deed(adopt), deed(turn_down)), ("published", "settlement")),
    Race("record × record", "assembly", two(adopt, "secretary", "deputy"), ("published", "published")),
    Race(
        "record clicked twice",
        "assembly",
        clicked_twice(adopt_with_changes, "secretary"),
        ("adopted",) * 2,
        BOTH,
        one_address,
    ),
    Race("publish × publish", "adopted", two(publish, "secretary", "deputy"), ("published", "published")),
    Race("publish × edit", "adopted", against(deed(publish), write()), ("published", "adopted")),
]

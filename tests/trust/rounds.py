"""One page, one form, and what the database held before: whatever happens, wholly before or wholly after."""

from __future__ import annotations

from collections import Counter
from typing import Any

from .browser import Answer, Press
from .invariants import violations
from .judging import is_refused, is_won
from .kills import Kill
from .record import Record, difference, record_of
from .referee import Referee
from .ticking import tick

Change = Counter[str]


class Round:
    """An action that is about to happen to a page."""

    def __init__(self, referee: Referee, town: Any, kind: Kill) -> None:
        page = town.take(kind.state)
        if kind.prepare:
            kind.prepare(town, page)
        self.referee, self.kind = referee, kind
        self.model, self.pk = type(page), page.pk
        self.press: Press | None = kind.press and kind.press(town, self.page)
        self.key = self.press and self.press.data.get("key")
        self.before = self.record()

    @property
    def page(self) -> Any:
        """The page as it is stored now."""
        return self.model.objects.get(pk=self.pk)

    def record(self) -> Record:
        """Everything that is stored about it now."""
        return record_of(self.pk, self.key)

    def change(self) -> Change:
        """What has happened to it since."""
        return difference(self.before, self.record())

    # Three ways to let it happen

    def undisturbed(self) -> float:
        """Let it happen, and return the seconds a process worked on it."""
        if self.press:
            return self.referee.time(self.press)[1]
        return tick().milliseconds / 1000

    def killed(self, delay: float) -> Answer:
        """Kill the process that carries it out, ``delay`` seconds after it has begun."""
        return self.referee.kill(self.press, delay) if self.press else tick(delay)

    def killed_at(self, statement: int) -> Answer:
        """Let the process die before its n-th statement that writes."""
        return self.referee.die_at(self.press, statement) if self.press else tick(die_at=statement)

    # Looking at what is left

    def pressed_again(self, whole: list[Change], end: str) -> list[str]:
        """Whoever got no answer presses the same button again: it is done then, and done once."""
        if self.press is None:
            tick()
        elif not self.kind.again and end != "before":
            return []
        else:
            answer = self.referee.browsers[self.press.who].press(self.press)
            if not is_won(answer):
                said = answer.sentence if is_refused(answer) else answer.status
                return [f"Pressed again it was refused: {said}"]
        change = self.change()
        if change not in whole:
            return [f"Pressed again it was not done once: {unlike(change, whole)}"]
        return violations(self.page) if end == "before" else []


def judge(change: Change, whole: list[Change], answer: Answer) -> tuple[str, list[str]]:
    """Tell how a round ended: before, after, answered, or half."""
    is_answered = 0 < answer.status < 400
    if not change:
        return "before", ["It was answered as done, and nothing is stored."] if is_answered else []
    if change in whole:
        return ("answered" if is_answered else "after"), []
    return "half", [f"Half done: {unlike(change, whole)}"]


def unlike(change: Change, whole: list[Change]) -> str:
    """Name what is missing and what is too much, against the most similar of the whole changes."""
    nearest = min(whole, key=lambda one: ((one - change) + (change - one)).total())
    missing, more = list(nearest - change), list(change - nearest)
    return f"missing {short(missing)}; more {short(more)}."


def short(lines: list[str]) -> str:
    """Name the tables only; whoever needs the rows runs it again."""
    return ", ".join(" ".join(line.split()[:2]) for line in lines) or "nothing"

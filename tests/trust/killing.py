"""Carries out one kind of kill many times."""

from __future__ import annotations

import random
from itertools import count
from typing import Any

from .browser import Answer
from .figures import Figures
from .invariants import violations
from .kills import Kill
from .referee import Referee
from .rounds import Round, judge

REFERENCES = 3
"""How many rounds without a kill say how long the action takes and what it writes."""


class Killing:
    """One kind of kill: what the action writes when nobody disturbs it, and what is left of it when it is killed."""

    def __init__(self, referee: Referee, town: Any, kind: Kill, *, stock: bool = False) -> None:
        self.referee, self.town, self.kind, self.stock = referee, town, kind, stock
        self.used = [self.next_round() for _number in range(REFERENCES)]
        self.longest = max([one.undisturbed() for one in self.used])
        self.whole = [one.change() for one in self.used]
        if not all(self.whole):
            raise RuntimeError(f"“{kind.name}” does nothing even when nobody disturbs it.")

    def next_round(self) -> Round:
        """Another page on which it is about to happen."""
        return Round(self.referee, self.town, self.kind)

    def at_random(self, rounds: int) -> Figures:
        """Kill from outside, at moments spread evenly over the time that the action takes."""
        figures = self.figures("kills")
        for _number in range(rounds):
            one = self.next_round()
            answer = one.killed(random.uniform(0, self.longest))  # noqa: S311 (no secret)
            self.look_at(figures, one, answer)
        return figures

    def before_every_statement(self, *, once: bool = False) -> Figures:
        """Kill before the first statement that writes, then the second, and so on until the action comes to its end.

        With ``once``, a single half is enough.
        """
        figures = self.figures("sweeps")
        for statement in count(1):
            one = self.next_round()
            answer = one.killed_at(statement)
            if answer.status or (once and figures.bad_rounds):
                self.used.append(one)
                return figures
            self.look_at(figures, one, answer)
        return figures

    def figures(self, group: str) -> Figures:
        """Empty figures of this kind."""
        return Figures(f"stock {group}" if self.stock else group, self.kind.name)

    def look_at(self, figures: Figures, one: Round, answer: Answer) -> None:
        """Count a round, and keep its page if it is in good order."""
        end, wrong = judge(one.change(), self.whole, answer)
        if not self.stock:
            wrong += violations(one.page)
            wrong += [] if wrong else one.pressed_again(self.whole, end)
        figures.add(end, wrong, [answer])
        self.used += [] if wrong else [one]

    def give_back(self) -> None:
        """Leave the pages to others; not before the end, so that none is asked to do the same thing twice."""
        for one in () if self.kind.spends else self.used:
            self.town.give_back(one.page)

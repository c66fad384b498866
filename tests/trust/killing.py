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
from .rounds import Change, Round, judge

REFERENCES = 3
"""How many rounds without a kill say how long the action takes and what it writes."""


def run_kills(referee: Referee, town: Any, kind: Kill, rounds: int, *, stock: bool = False) -> Figures:
    """Kill ``rounds`` times from outside, at moments spread evenly over the time that the action takes."""
    figures = Figures("stock kills" if stock else "kills", kind.name)
    longest, whole, used = reference(referee, town, kind)
    for _number in range(rounds):
        one = Round(referee, town, kind)
        answer = one.killed(random.uniform(0, longest))  # noqa: S311 (no secret)
        used += looked_at(figures, one, whole, answer, stock=stock)
    # Only now, so that no page is asked to do the same thing twice.
    for one in used:
        town.give_back(one.page)
    return figures


def run_sweep(referee: Referee, town: Any, kind: Kill, *, stock: bool = False, once: bool = False) -> Figures:
    """Kill before the first statement that writes, before the second, and so on until the action comes to its end.

    With ``once``, a single half is enough.
    """
    figures = Figures("stock sweeps" if stock else "sweeps", kind.name)
    _longest, whole, used = reference(referee, town, kind)
    for statement in count(1):
        one = Round(referee, town, kind)
        answer = one.killed_at(statement)
        if answer.status or (once and figures.bad_rounds):
            used.append(one)
            break
        used += looked_at(figures, one, whole, answer, stock=stock)
    for one in used:
        town.give_back(one.page)
    return figures


def looked_at(
    figures: Figures, one: Round, whole: list[Change], answer: Answer, *, stock: bool
) -> list[Round]:
    """Count a round; return it if its page may be used again."""
    end, wrong = judge(one.change(), whole, answer)
    if not stock:
        wrong += violations(one.page)
        wrong += [] if wrong else one.pressed_again(whole, end)
    figures.add(end, wrong, [answer])
    return [] if wrong else [one]


def reference(referee: Referee, town: Any, kind: Kill) -> tuple[float, list[Change], list[Round]]:
    """Carry it out undisturbed; return the longest time in seconds, what it may write, and the rounds."""
    rounds = [Round(referee, town, kind) for _number in range(REFERENCES)]
    times = [one.undisturbed() for one in rounds]
    changes = [one.change() for one in rounds]
    if not all(changes):
        raise RuntimeError(f"“{kind.name}” does nothing even when nobody disturbs it.")
    return max(times), changes, rounds

"""Carries out one kind of race many times and looks at every page afterwards."""

from __future__ import annotations

from typing import Any

from tests.workflows.story import state_of

from .figures import Figures
from .invariants import violations
from .judging import is_won, wrong_answers, wrong_winners
from .races import Race
from .referee import Referee

START = ("together", "met", "apart")
"""How the rounds take turns: see :meth:`Referee.race`."""


def run_races(referee: Referee, town: Any, race: Race, rounds: int, *, stock: bool = False) -> Figures:
    """Race ``rounds`` times."""
    figures = Figures("stock races" if stock else "races", race.name)
    for number in range(rounds):
        page = town.take(race.state)
        presses = race.presses(town, page)
        start = START[number % len(START)]
        answers = referee.race(presses, start)
        page = type(page).objects.get(pk=page.pk)
        wrong = violations(page)
        if not stock:
            wrong += wrong_answers(presses, answers) + wrong_winners(race, presses, answers, state_of(page))
        if race.check:
            wrong += race.check(presses, answers)
        wrong += [f"The server answered {answer.status}." for answer in answers if answer.status >= 500]
        won = [str(n + 1) for n, answer in enumerate(answers) if is_won(answer)]
        figures.add(" and ".join(won) or "nobody", wrong, answers, aided=start == "met")
        if not wrong:
            town.give_back(page)
    return figures

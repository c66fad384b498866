"""What came of a race, and what was wrong with it."""

from __future__ import annotations

import json
from typing import Any

from .browser import Answer, Press

TOO_LATE = 409


def is_won(answer: Answer) -> bool:
    """Tell whether the answer says that it was done."""
    if answer.status == 302:
        # Wagtail sends whoever lacks a permission to its front page.
        return answer.location not in ("/admin/", "/admin/login/")
    return answer.status == 200 and is_json(answer) and json.loads(answer.body)["success"]


def is_json(answer: Answer) -> bool:
    """Tell whether a script was answered."""
    return answer.body.startswith("{")


def is_refused(answer: Answer) -> bool:
    """Tell whether the answer says no, with a sentence."""
    return answer.status == TOO_LATE and bool(answer.sentence)


def wrong_answers(presses: list[Press], answers: list[Answer]) -> list[str]:
    """Name each answer that is neither yes nor a no with a sentence."""
    return [
        f"{press.path} answered {answer.status} without a sentence."
        for press, answer in zip(presses, answers, strict=True)
        if not is_won(answer) and not is_refused(answer)
    ]


def wrong_winners(race: Any, presses: list[Press], answers: list[Answer], state: str) -> list[str]:
    """Name what is wrong with who won, and with where the page is now."""
    winners = [n for n, (press, answer) in enumerate(zip(presses, answers, strict=True)) if is_won(answer)]
    if len(winners) not in race.winners:
        return [f"{len(winners)} of {len(presses)} were told that it was done."]
    if state not in {race.ends[number] for number in winners}:
        return [f"Number {' and '.join(str(n + 1) for n in winners)} won, and the page is in “{state}”."]
    return []

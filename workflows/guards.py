"""Guards: questions with the sentence that is shown when the answer is no.

A guard is registered by the name that definitions use. A host adds its own::

    from workflows.guards import guard

    @guard("budget_is_attached", _("The budget is not attached yet."))
    def budget_is_attached(moment): ...

It is given a :class:`Moment` and answers ``True``, ``False`` or a list of its own :class:`Refusal`, shown instead
of the general sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Refusal:
    """Why something may not happen now: a sentence, and where it can be mended."""

    sentence: str
    url: str = ""

    def __str__(self) -> str:
        return self.sentence


Answer = bool | list[Refusal]


@dataclass(frozen=True)
class Moment:
    """What a guard may look at: the root page of the bundle, the person, the transition and the time."""

    page: Any
    user: Any
    transition: Any
    now: datetime


@dataclass(frozen=True)
class Guard:
    """A registered question."""

    name: str
    sentence: str
    question: Callable[[Moment], Answer]

    def refusals(self, moment: Moment) -> list[Refusal]:
        """Say why not; empty when the way is free."""
        answer = self.question(moment)
        if isinstance(answer, list):
            return answer
        return [] if answer else [Refusal(str(self.sentence))]


_guards: dict[str, Guard] = {}


def guard(name: str, sentence: str) -> Callable[[Callable[[Moment], Answer]], Callable[[Moment], Answer]]:
    """Register a question under a name."""

    def register(question: Callable[[Moment], Answer]) -> Callable[[Moment], Answer]:
        _guards[name] = Guard(name, sentence, question)
        return question

    return register


def is_known(name: str) -> bool:
    """Tell whether a definition may use this name."""
    return name in _guards


def refusals(moment: Moment) -> list[Refusal]:
    """Ask every guard of the transition; every condition must hold."""
    return [refusal for name in moment.transition.guards for refusal in _guards[name].refusals(moment)]


def load_shipped() -> None:
    """Register the guards that come with the app."""
    from . import shipped_guards  # noqa: F401  (its decorators register)

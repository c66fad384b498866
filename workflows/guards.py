"""Guards: questions with the sentence that is shown when the answer is no.

A guard is registered by the name that definitions use. A host brings its own by a hook of Wagtail, in the module
``wagtail_hooks`` of one of its apps::

    from wagtail import hooks
    from workflows.guards import Guard

    def budget_is_attached(moment): ...

    @hooks.register("register_kpss_guards")
    def our_guards():
        return [Guard("budget_is_attached", _("The budget is not attached yet."), budget_is_attached)]

It is given a :class:`Moment` and answers ``True``, ``False`` or a list of its own :class:`Refusal`, shown instead
of the general sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from wagtail import hooks

HOOK = "register_kpss_guards"
"""The hook by which a host brings guards; each function returns some."""

FOUR_EYES = "four_eyes"
DEADLINE_HAS_PASSED = "deadline_has_passed"
"""Two shipped guards that definitions are checked for; see :mod:`workflows.shipped_guards`."""


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
    """What a guard may look at: the root page of the bundle, the person, the transition and the time.

    The person is ``None`` where the clock asks.
    """

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
    since: Callable[[Moment], datetime | None] | None = None
    """Where the answer becomes yes by time alone: since when it has been yes."""

    def refusals(self, moment: Moment) -> list[Refusal]:
        """Say why not; empty when the way is free."""
        answer = self.question(moment)
        if isinstance(answer, list):
            return answer
        return [] if answer else [Refusal(str(self.sentence))]


_guards: dict[str, Guard] = {}


def guard(
    name: str, sentence: str, since: Callable[[Moment], datetime | None] | None = None
) -> Callable[[Callable[[Moment], Answer]], Callable[[Moment], Answer]]:
    """Register a question under a name. Raises ``ValueError`` if the name is taken."""

    def register(question: Callable[[Moment], Answer]) -> Callable[[Moment], Answer]:
        if name in _guards:
            raise ValueError(f"There are two guards called {name!r}.")
        _guards[name] = Guard(name, sentence, question, since)
        return question

    return register


def known_guards() -> dict[str, Guard]:
    """Return every guard by its name. Hooks are asked each time; what a host brings replaces none of ours."""
    brought = {one.name: one for bring in hooks.get_hooks(HOOK) for one in bring()}
    return brought | _guards


def refusals(moment: Moment) -> list[Refusal]:
    """Ask every guard of the transition; every condition must hold."""
    known = known_guards() if moment.transition.guards else {}
    return [
        refusal
        for name in moment.transition.guards
        for refusal in (known[name].refusals(moment) if name in known else [_unknown(name)])
    ]


def due_since(moment: Moment) -> datetime | None:
    """Since when nothing but the clock's coming was missing; ``None`` where a condition does not depend on time."""
    known = known_guards() if moment.transition.guards else {}
    asked = [known[name].since for name in moment.transition.guards if name in known]
    moments = [since(moment) if since else None for since in asked]
    return max(moments) if moments and None not in moments else None


def _unknown(name: str) -> Refusal:
    """A condition nobody can ask any more is not taken for granted."""
    sentence = _("The workflow asks for the condition “%(name)s”, which this site no longer has.")
    return Refusal(sentence % {"name": name})


def load_shipped() -> None:
    """Register the guards that come with the app."""
    from . import shipped_guards  # noqa: F401  (its decorators register)

"""The ways of a process as a whole: every state is reached and left, and the clock never runs in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from ..definition import Definition, Transition

Problem = tuple[str, str]


def bad_ways(definition: Definition) -> Iterator[Problem]:
    """Yield where and why the states do not hang together."""
    reached = _reached_from(definition.transitions, definition.initial.key)
    for state in definition.states:
        if state.key not in reached:
            yield f"states.{state.key}", _("No transition leads to this state.")
        ways = {target for one in definition.leaving(state.key) for target in one.targets}
        if state.kind != "final" and not ways - {state.key}:
            yield f"states.{state.key}", _("No transition leads out of this state.")
        if sum(one.automatic for one in definition.leaving(state.key)) > 1:
            yield f"states.{state.key}", _("Two automatic transitions leave this state at once.")
    for state in definition.states:
        if definition.final.key not in _reached_from(definition.transitions, state.key):
            yield f"states.{state.key}", _("From this state nothing leads to the final one.")
    yield from _circles(definition)


def _circles(definition: Definition) -> Iterator[Problem]:
    """Automatic transitions follow each other at once, so a circle of them would never end."""
    automatic = [one for one in definition.transitions if one.automatic]
    for one in automatic:
        if _reached_from(automatic, one.target) & set(one.source):
            yield f"transitions.{one.key}", _("Automatic transitions lead in a circle.")


def _reached_from(transitions: Iterable[Transition], key: str) -> set[str]:
    """Follow the transitions from a state and return every state they lead to, itself included."""
    reached, waiting = {key}, [key]
    while waiting:
        state = waiting.pop()
        fresh = {target for one in transitions if state in one.source for target in one.targets} - reached
        reached |= fresh
        waiting.extend(fresh)
    return reached

"""What makes a definition sound. Every error names the file, the key and the reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import guards
from ..definition import EFFECTS, STATE_KINDS, Definition, State, Transition
from .effects import bad_effect
from .errors import DefinitionError
from .ways import Problem, bad_ways

KEY = re.compile(r"[-a-zA-Z0-9_]{1,50}")
KEY_REASON = gettext_lazy(
    "A key is made of at most fifty letters without accents, digits, hyphens and underscores."
)
NO_ROLE = gettext_lazy("There is no role called “%(name)s”.")

PERMISSIONS = ("add", "change", "publish", "lock", "unlock", "bulk_delete")
"""Wagtail's permissions on pages, without the name of the model."""


def check(definition: Definition, file: str) -> None:
    """Check the process as a whole: everything named exists, every state is reached and can be left.

    Raises :class:`DefinitionError` for the first thing that is wrong.
    """
    for where, reason in _problems(definition):
        raise DefinitionError(file, where, str(reason))


def _problems(definition: Definition) -> Iterator[Problem]:
    if not KEY.fullmatch(definition.name_key):
        yield "name", KEY_REASON
    for name in ("roles", "states", "transitions"):
        yield from _bad_keys(name, getattr(definition, name))
    for role in definition.roles:
        yield from _bad_permission(f"roles.{role.key}", role.permission)
    yield from _bad_chain(definition)
    for state in definition.states:
        yield from _bad_state(definition, state, f"states.{state.key}")
    for transition in definition.transitions:
        yield from _bad_transition(definition, transition, f"transitions.{transition.key}")
    for state in definition.states:
        yield from _blind(definition, state, f"states.{state.key}")
    yield from bad_ways(definition)


def _bad_keys(where: str, items: Iterable[Any]) -> Iterator[Problem]:
    seen: set[str] = set()
    for item in items:
        if not KEY.fullmatch(item.key):
            yield f"{where}.{item.key}.key", KEY_REASON
        if item.key in seen:
            yield f"{where}.{item.key}", _("This key stands here twice.")
        seen.add(item.key)


def _bad_permission(where: str, permission: str) -> Iterator[Problem]:
    if permission and permission not in PERMISSIONS:
        reason = _("Wagtail has no permission on pages called “%(name)s”.")
        yield f"{where}.permission", reason % {"name": permission}


def _bad_chain(definition: Definition) -> Iterator[Problem]:
    if sum(state.kind == "final" for state in definition.states) != 1:
        yield "states", _("Exactly one state must be of the kind “final”.")
    if definition.initial.kind != "review":
        yield f"states.{definition.initial.key}", _("The first state must be of the kind “review”.")


def _bad_state(definition: Definition, state: State, where: str) -> Iterator[Problem]:
    if state.kind not in STATE_KINDS:
        yield f"{where}.kind", _("There is no kind of state called “%(name)s”.") % {"name": state.kind}
    for name in ("view", "edit", "comment"):
        yield from _unknown_roles(definition, getattr(state, name), f"{where}.{name}")
    if state.kind == "decision" and not state.body:
        yield f"{where}.body", _("A state of decision must name the body that decides.")
    if state.kind != "final":
        return
    if state.comment or state.deadline:
        yield where, _("What is published waits for nobody: leave out opinions and the deadline.")
    if state.edit and not definition.starting():
        yield f"{where}.edit", _("Writing here begins a new version, so a transition must start one.")


def _blind(definition: Definition, state: State, where: str) -> Iterator[Problem]:
    """Whoever writes, gives an opinion or decides must be able to read."""
    active = {*state.edit, *state.comment}
    active |= {role for one in definition.leaving(state.key) for role in one.roles}
    for role in sorted(active - definition.readers(state)):
        yield f"{where}.view", _("The role “%(name)s” acts in this state, so it must read.") % {"name": role}


def _bad_transition(definition: Definition, transition: Transition, where: str) -> Iterator[Problem]:
    if not transition.source:
        yield f"{where}.from", _("This list must not be empty.")
    for name in sorted(
        (set(transition.source) | transition.targets) - {one.key for one in definition.states}
    ):
        yield where, _("There is no state called “%(name)s”.") % {"name": name}
    yield from _unknown_roles(definition, transition.roles, f"{where}.roles")
    if not (transition.roles or transition.automatic):
        yield f"{where}.roles", _("Nobody may make this transition.")
    yield from _bad_permission(where, transition.permission)
    for name in transition.guards:
        if not guards.is_known(name):
            yield f"{where}.guards", _("There is no guard called “%(name)s”.") % {"name": name}
    if transition.effect not in EFFECTS:
        yield f"{where}.effect", _("There is no effect called “%(name)s”.") % {"name": transition.effect}
    else:
        yield from bad_effect(definition, transition, where)


def _unknown_roles(definition: Definition, named: Iterable[str], where: str) -> Iterator[Problem]:
    for name in sorted(set(named) - {role.key for role in definition.roles}):
        yield where, NO_ROLE % {"name": name}

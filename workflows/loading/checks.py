"""What makes a definition sound. Every error names the file, the key and the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import guards
from ..definition import EFFECTS, STATE_KINDS, Definition, State, Transition
from ..registry import bodies
from .clock import bad_automatic
from .effects import bad_effect
from .errors import DefinitionError
from .starting import bad_start
from .texts import KEY, KEY_REASON, bad_keys, bad_texts
from .ways import Problem, bad_ways

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
    yield from bad_texts("", definition)
    for name in ("roles", "states", "transitions"):
        yield from bad_keys(name, getattr(definition, name))
        for item in getattr(definition, name):
            yield from bad_texts(f"{name}.{item.key}", item)
    for role in definition.roles:
        yield from _bad_permission(f"roles.{role.key}", role.permission)
    for state in definition.states:
        yield from _bad_state(definition, state, f"states.{state.key}")
    yield from _bad_chain(definition)
    for transition in definition.transitions:
        yield from _bad_transition(definition, transition, f"transitions.{transition.key}")
    for state in definition.states:
        yield from _blind(definition, state, f"states.{state.key}")
    yield from bad_start(definition)
    yield from bad_ways(definition)


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
    yield from _bad_body(state, f"{where}.body")
    if state.kind == "final" and (state.comment or state.deadline):
        yield where, _("What is published waits for nobody: leave out opinions and the deadline.")


def _bad_body(state: State, where: str) -> Iterator[Problem]:
    known = [key for key, _title in bodies()]
    if state.kind == "decision" and not state.body:
        yield where, _("A state of decision must name the body that decides.")
    if state.body and not KEY.fullmatch(state.body):
        yield where, KEY_REASON
    if state.body and known and state.body not in known:
        reason = _("There is no body called “%(name)s”; the site knows: %(known)s.")
        yield where, reason % {"name": state.body, "known": ", ".join(known)}


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
    for name in sorted(set(transition.guards) - set(guards.known_guards())):
        yield f"{where}.guards", _("There is no guard called “%(name)s”.") % {"name": name}
    if transition.effect not in EFFECTS:
        yield f"{where}.effect", _("There is no effect called “%(name)s”.") % {"name": transition.effect}
    else:
        yield from bad_effect(definition, transition, where)
    if transition.automatic:
        yield from bad_automatic(transition, where)
    if guards.DEADLINE_HAS_PASSED in transition.guards:
        yield from _without_deadline(definition, transition, f"{where}.guards")


def _without_deadline(definition: Definition, transition: Transition, where: str) -> Iterator[Problem]:
    for state in definition.states:
        if state.key in transition.source and not state.deadline:
            yield where, _("The state “%(name)s” has no deadline that could pass.") % {"name": state.key}


def _unknown_roles(definition: Definition, named: Iterable[str], where: str) -> Iterator[Problem]:
    for name in sorted(set(named) - {role.key for role in definition.roles}):
        yield where, NO_ROLE % {"name": name}

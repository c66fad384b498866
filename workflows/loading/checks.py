"""What makes a definition sound. Every error names the file, the key and the reason."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import MISSING
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import guards
from ..definition import EFFECTS, STATE_KINDS, Definition, Role, State, Transition

SHAPE = {"name": str, "title": str, "page_types": list, "roles": list, "states": list, "transitions": list}
ITEMS = {"roles": Role, "states": State, "transitions": Transition}
WRITTEN = {"source": "from", "target": "to"}


KEY = re.compile(r"[-a-zA-Z0-9_]{1,50}")
KEY_REASON = gettext_lazy(
    "A key is made of at most fifty letters without accents, digits, hyphens and underscores."
)


class DefinitionError(ValueError):
    """A definition that cannot be loaded, and why."""

    def __init__(self, file: str, key: str, reason: str) -> None:
        super().__init__(": ".join(filter(None, (file, key, str(reason)))))
        self.file, self.key, self.reason = file, key, str(reason)


def check_shape(data: dict[str, Any], file: str) -> None:
    """Check keys and types before anything is built from them."""
    for key, kind in SHAPE.items():
        if not isinstance(data.get(key), kind) or not data[key]:
            raise DefinitionError(file, key, _("This key is missing, empty or of a wrong type."))
    _known(data, {*SHAPE, "title_en", "note"}, "", file)
    for key, cls in ITEMS.items():
        names = {WRITTEN.get(name, name): item for name, item in cls.__dataclass_fields__.items()}
        for number, item in enumerate(data[key], 1):
            _check_item(item, names, f"{key}[{number}]", file)


def check(definition: Definition, file: str) -> None:
    """Check the process as a whole: everything named exists, every state is reached and can be left."""
    for where, reason in _problems(definition):
        raise DefinitionError(file, where, reason)


def _check_item(item: Any, names: dict[str, Any], where: str, file: str) -> None:
    if not isinstance(item, dict):
        raise DefinitionError(file, where, _("This must be a table."))
    _known(item, set(names), where, file)
    for name, spec in names.items():
        required = spec.default is MISSING and spec.default_factory is MISSING
        if required and name not in item:
            raise DefinitionError(file, f"{where}.{name}", _("This key is missing."))
        if name in item and not _fits(item[name], str(spec.type)):
            raise DefinitionError(file, f"{where}.{name}", _("This value is of a wrong type."))


def _fits(value: Any, kind: str) -> bool:
    if kind.startswith("tuple"):
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    if kind.startswith("dict"):
        return isinstance(value, dict) and all(isinstance(one, str) for one in value.values())
    return isinstance(value, bool if kind == "bool" else str)


def _known(item: dict[str, Any], names: set[str], where: str, file: str) -> None:
    for key in item:
        if key not in names:
            raise DefinitionError(file, ".".join(filter(None, (where, key))), _("This key is not known."))


def _problems(definition: Definition) -> Iterable[tuple[str, str]]:
    if not KEY.fullmatch(definition.name_key):
        yield "name", KEY_REASON
    yield from _bad_keys("roles", definition.roles)
    yield from _bad_keys("states", definition.states)
    yield from _bad_keys("transitions", definition.transitions)
    yield from _bad_states(definition)
    yield from _bad_transitions(definition)
    yield from _bad_shape(definition)


def _bad_keys(where: str, items: Iterable[Any]) -> Iterable[tuple[str, str]]:
    seen: set[str] = set()
    for item in items:
        if not KEY.fullmatch(item.key):
            yield f"{where}.{item.key}.key", KEY_REASON
        if item.key in seen:
            yield f"{where}.{item.key}", _("This key stands here twice.")
        seen.add(item.key)


def _bad_states(definition: Definition) -> Iterable[tuple[str, str]]:
    roles = {role.key for role in definition.roles}
    for state in definition.states:
        where = f"states.{state.key}"
        if state.kind not in STATE_KINDS:
            yield f"{where}.kind", _("There is no kind of state called “%(name)s”.") % {"name": state.kind}
        for role in set(state.edit) - roles:
            yield f"{where}.edit", _("There is no role called “%(name)s”.") % {"name": role}
        if state.kind == "decision" and not state.body:
            yield f"{where}.body", _("A state of decision must name the body that decides.")
    if sum(state.kind == "final" for state in definition.states) != 1:
        yield "states", _("Exactly one state must be of the kind “final”.")
    if definition.initial.kind != "review":
        yield f"states.{definition.initial.key}", _("The first state must be of the kind “review”.")


def _bad_transitions(definition: Definition) -> Iterable[tuple[str, str]]:
    roles = {role.key for role in definition.roles}
    states = {state.key for state in definition.states}
    for transition in definition.transitions:
        where = f"transitions.{transition.key}"
        if transition.effect not in EFFECTS:
            yield f"{where}.effect", _("There is no effect called “%(name)s”.") % {"name": transition.effect}
        if not transition.source:
            yield f"{where}.from", _("This list must not be empty.")
        for state in (set(transition.source) | transition.targets) - states:
            yield where, _("There is no state called “%(name)s”.") % {"name": state}
        for role in set(transition.roles) - roles:
            yield f"{where}.roles", _("There is no role called “%(name)s”.") % {"name": role}
        for guard in transition.guards:
            if not guards.is_known(guard):
                yield f"{where}.guards", _("There is no guard called “%(name)s”.") % {"name": guard}
        yield from _bad_effect(definition, transition, where)


def _bad_effect(definition: Definition, transition: Transition, where: str) -> Iterable[tuple[str, str]]:
    from ..models.resolutions import Outcome

    if transition.effect == "decide":
        for state in definition.states:
            if state.key in transition.source and not state.body:
                yield f"states.{state.key}.body", _("A decision is recorded here, so the body must be named.")
        if not transition.outcomes:
            yield f"{where}.outcomes", _("A decision must say where each outcome leads.")
        for outcome in set(transition.outcomes) - set(Outcome.values):
            yield f"{where}.outcomes", _("There is no outcome called “%(name)s”.") % {"name": outcome}
    elif transition.outcomes:
        yield f"{where}.outcomes", _("Only a transition with the effect “decide” has outcomes.")
    elif not transition.target and transition.effect != "publish_settlements":
        yield f"{where}.to", _("This key is missing.")
    if transition.automatic and transition.effect not in ("forward", "return"):
        yield (
            f"{where}.automatic",
            _("Only “forward” and “return” happen by themselves; the others ask a person."),
        )
    final = definition.final.key
    if transition.effect not in ("publish", "decide") and transition.target == final:
        yield f"{where}.to", _("Only a publication or a decision leads to the final state.")
    if transition.effect == "publish" and transition.target != final:
        yield f"{where}.to", _("A publication must lead to the final state.")
    if transition.effect == "start" and set(transition.source) != {final}:
        yield f"{where}.from", _("Only a published page can start a new run.")


def _reached_from(definition: Definition, key: str) -> set[str]:
    """Follow the transitions from a state and return every state they lead to, itself included."""
    reached, waiting = {key}, [key]
    while waiting:
        for transition in definition.leaving(waiting.pop()):
            fresh = transition.targets - reached
            reached |= fresh
            waiting.extend(fresh)
    return reached


def _bad_shape(definition: Definition) -> Iterable[tuple[str, str]]:
    reached = _reached_from(definition, definition.initial.key)
    for state in definition.states:
        if state.key not in reached:
            yield f"states.{state.key}", _("No transition leads to this state.")
        ways = {target for one in definition.leaving(state.key) for target in one.targets}
        if state.kind != "final" and not ways - {state.key}:
            yield f"states.{state.key}", _("No transition leads out of this state.")
        if sum(one.automatic for one in definition.leaving(state.key)) > 1:
            yield f"states.{state.key}", _("Two automatic transitions leave this state at once.")
    for state in definition.states:
        if definition.final.key not in _reached_from(definition, state.key):
            yield f"states.{state.key}", _("From this state nothing leads to the final one.")

"""The shape of a definition's file: which keys there are and what kind of value each takes."""

from __future__ import annotations

from dataclasses import MISSING
from typing import Any

from django.utils.translation import gettext as _

from ..definition import Role, State, Transition
from .errors import DefinitionError

REQUIRED = {"name": str, "title": str, "roles": list, "states": list, "transitions": list}
OPTIONAL = {"page_types": "tuple", "title_en": "str", "note": "str"}
ITEMS = {"roles": Role, "states": State, "transitions": Transition}
WRITTEN = {"source": "from", "target": "to"}

LONGEST_DEADLINE = 3650
"""Days. A number beyond ten years is a slip of the pen."""


MOST_ITEMS = 200
"""Roles, states or transitions each. Nobody reads more on one screen, and checking takes longer than twice as long."""


def check_shape(data: dict[str, Any], file: str) -> None:
    """Check keys and types before anything is built from them. Raises :class:`DefinitionError`."""
    for key, kind in REQUIRED.items():
        if not isinstance(data.get(key), kind) or not data[key]:
            raise DefinitionError(file, key, _("This key is missing, empty or of a wrong type."))
    for key, kind in OPTIONAL.items():
        if key in data and not _fits(data[key], kind):
            raise DefinitionError(file, key, _("This value is of a wrong type."))
    _check_known(data, {*REQUIRED, *OPTIONAL}, "", file)
    for key, cls in ITEMS.items():
        if len(data[key]) > MOST_ITEMS:
            raise DefinitionError(
                file, key, _("There are more than %(most)s of them.") % {"most": MOST_ITEMS}
            )
        names = {WRITTEN.get(name, name): item for name, item in cls.__dataclass_fields__.items()}
        for number, item in enumerate(data[key], 1):
            _check_item(item, names, _place(key, number, item), file)


def _place(name: str, number: int, item: Any) -> str:
    """Name an item by its key, as people know it; by its number where it has none."""
    key = item.get("key") if isinstance(item, dict) else None
    return f"{name}.{key}" if isinstance(key, str) and key else f"{name}[{number}]"


def _check_item(item: Any, names: dict[str, Any], where: str, file: str) -> None:
    if not isinstance(item, dict):
        raise DefinitionError(file, where, _("This must be a table."))
    _check_known(item, set(names), where, file)
    for name, spec in names.items():
        required = spec.default is MISSING and spec.default_factory is MISSING
        if required and name not in item:
            raise DefinitionError(file, f"{where}.{name}", _("This key is missing."))
        if name in item and not _fits(item[name], str(spec.type)):
            raise DefinitionError(file, f"{where}.{name}", _("This value is of a wrong type."))


def _check_known(item: dict[str, Any], names: set[str], where: str, file: str) -> None:
    for key in item:
        if key not in names:
            raise DefinitionError(file, ".".join(filter(None, (where, key))), _("This key is not known."))


def _fits(value: Any, kind: str) -> bool:
    if kind.startswith("tuple"):
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    if kind.startswith("dict"):
        return isinstance(value, dict) and all(isinstance(one, str) for one in value.values())
    if kind == "int":
        return type(value) is int and 0 <= value <= LONGEST_DEADLINE
    return isinstance(value, bool if kind == "bool" else str)

"""Definitions to and from TOML. A dump has one form, so dump, load, dump gives the same bytes."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import Any

import tomli_w

from ..definition import Definition, Role, State, Transition
from .checks import check
from .errors import DefinitionError
from .shape import check_shape

RENAMED = {"from": "source", "to": "target"}


@lru_cache(maxsize=32)
def parse(text: str, file: str = "") -> Definition:
    """Read a definition and check it as a whole.

    Raises :class:`DefinitionError` naming the file, the key and the reason.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DefinitionError(file, "", str(error)) from error
    check_shape(data, file)
    definition = Definition(
        name_key=data["name"],
        title=data["title"],
        title_en=data.get("title_en", ""),
        note=data.get("note", ""),
        page_types=tuple(data.get("page_types", ())),
        roles=tuple(Role(**item) for item in data["roles"]),
        states=tuple(State(**_frozen(item)) for item in data["states"]),
        transitions=tuple(Transition(**_frozen(item)) for item in data["transitions"]),
    )
    check(definition, file)
    return definition


def dump(definition: Definition) -> str:
    """Write a definition in its one form: a list on one line, what is empty left out."""
    head = {"name": definition.name_key} | _plain(definition, ("title", "title_en", "note", "page_types"))
    blocks = [_lines(head)]
    for name in ("roles", "states", "transitions"):
        for item in getattr(definition, name):
            blocks.append([f"[[{name}]]", *_lines(_plain(item, _order(item)), name)])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _order(item: Any) -> list[str]:
    """The fields as they are declared, with the English title beside the town's."""
    names = [name for name in item.__dataclass_fields__ if name != "title_en"]
    names.insert(names.index("title") + 1, "title_en")
    return names


def _lines(table: dict[str, Any], name: str = "") -> list[str]:
    """Write a table; what is a table inside it comes last under its own heading."""
    inner = {key: value for key, value in table.items() if isinstance(value, dict)}
    lines = [f"{key} = {_value(value)}" for key, value in table.items() if key not in inner]
    for key, value in inner.items():
        lines += ["", f"[{name}.{key}]", *_lines(value)]
    return lines


def _value(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_value(one) for one in value)}]"
    return tomli_w.dumps({"v": value}).removeprefix("v = ").removesuffix("\n")


def _frozen(item: dict[str, Any]) -> dict[str, Any]:
    return {
        RENAMED.get(key, key): tuple(value) if isinstance(value, list) else value
        for key, value in item.items()
    }


def _plain(item: Any, names: Any) -> dict[str, Any]:
    written = {name: key for key, name in RENAMED.items()}
    values = ((written.get(name, name), getattr(item, name)) for name in names)
    return {key: list(value) if isinstance(value, tuple) else value for key, value in values if value}

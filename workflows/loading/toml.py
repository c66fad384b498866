"""Definitions to and from TOML. A dump has one form, so dump, load, dump gives the same bytes."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import Any

import tomli_w
from django.utils.translation import gettext as _

from ..definition import Definition, Role, State, Transition
from .checks import check
from .errors import DefinitionError, syntax_error
from .shape import check_shape

RENAMED = {"from": "source", "to": "target"}


def parse(text: str, file: str = "") -> Definition:
    """Read a definition and check it as a whole.

    Raises :class:`DefinitionError` naming the file, the key and the reason.
    """
    definition = read(text, file)
    check(definition, file)
    return definition


@lru_cache(maxsize=32)
def read(text: str, file: str = "") -> Definition:
    """Read a definition that was checked when it was loaded.

    A condition or a body the site has lost since must not stop every page the definition governs.
    """
    data = _parsed(text, file)
    check_shape(data, file)
    return Definition(
        name_key=data["name"],
        title=data["title"],
        title_en=data.get("title_en", ""),
        note=data.get("note", ""),
        page_types=tuple(data.get("page_types", ())),
        roles=tuple(Role(**item) for item in data["roles"]),
        states=tuple(State(**_frozen(item)) for item in data["states"]),
        transitions=tuple(Transition(**_frozen(item)) for item in data["transitions"]),
    )


def _parsed(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise syntax_error(file, text, str(error)) from error
    except (ValueError, RecursionError) as error:  # a number of a thousand digits, a thousand brackets
        raise DefinitionError(file, "", _("A value is too large or nested too deeply.")) from error


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
    lines = [f"{key} = {value_of(value)}" for key, value in table.items() if key not in inner]
    for key, value in inner.items():
        lines += ["", f"[{name}.{key}]", *_lines(value)]
    return lines


def value_of(value: Any) -> str:
    """Write one value as TOML does."""
    if isinstance(value, list):
        return f"[{', '.join(value_of(one) for one in value)}]"
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

"""Speaking helpers: a definition's text with something changed, and the command that loads it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import tomli_w
from django.core.management import call_command

from .story import NOTICE_TOML

NOTICE = NOTICE_TOML.read_text("utf-8")

Change = Callable[[dict[str, Any]], Any]


def changed(*changes: Change, text: str = NOTICE) -> str:
    """A definition with changes made by functions; the notice's unless another is given."""
    data = tomllib.loads(text)
    for change in changes:
        change(data)
    return tomli_w.dumps(data)


def item(data: dict[str, Any], kind: str, key: str) -> dict[str, Any]:
    """Find a role, a state or a transition."""
    return next(one for one in data[kind] if one["key"] == key)


def put(kind: str, key: str, /, **values: Any) -> Change:
    """Give a role, a state or a transition some values."""
    return lambda data: item(data, kind, key).update(values)


def drop(kind: str, key: str, name: str) -> Change:
    """Leave out one of its values."""
    return lambda data: item(data, kind, key).pop(name)


def leave_out(kind: str, *keys: str) -> Change:
    """Leave out whole roles, states or transitions."""
    return lambda data: data.update({kind: [one for one in data[kind] if one["key"] not in keys]})


def call(command: str, *args: Any, **options: Any) -> str:
    """Call a command and return what it printed."""
    output = StringIO()
    call_command(command, *args, stdout=output, **options)
    return output.getvalue()


def written(folder: Path, text: str, name: str = "changed.toml") -> Path:
    """Write a text into a file."""
    path = folder / name
    path.write_text(text, "utf-8")
    return path

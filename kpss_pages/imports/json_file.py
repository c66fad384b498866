"""From a file to plain data, or a sentence that says what is wrong with the file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NoReturn

from django.utils.translation import gettext as _

from .problems import Broken, Problem, shown

LARGEST = 20 * 1024 * 1024
"""Bytes. A town takes about ten thousand of them."""


def read_json(path: Path) -> Any:
    """Read a JSON file in UTF-8. Raises :class:`Broken`."""
    text = _text_of(path)
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        place = _("line %(line)s, column %(column)s") % {"line": error.lineno, "column": error.colno}
        _refuse(_("This is not JSON: %(reason)s.") % {"reason": error.msg}, place)
    except RecursionError:
        _refuse(_("Lists and objects are nested too deeply."))
    except ValueError:
        _refuse(_("The file holds a number that is too long."))


def _text_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        _refuse(_("The file cannot be read: %(reason)s.") % {"reason": error.strerror})
    if len(data) > LARGEST:
        _refuse(_("The file is larger than %(size)s MB.") % {"size": LARGEST // 1024**2})
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        _refuse(_("The file is not in UTF-8; save it in this encoding."), _("line %(line)s") % {"line": line})


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key that stands in an object twice: one of its values would be lost."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            _refuse(_("The key %(key)s stands in one object twice.") % {"key": shown(key)}, _id_of(pairs))
        found[key] = value
    return found


def _id_of(pairs: list[tuple[str, Any]]) -> str:
    return next((f"id {shown(value)}" for key, value in pairs if key == "id"), "")


def _no_number(name: str) -> NoReturn:
    _refuse(_("%(name)s is not a number that JSON knows.") % {"name": name})


def _refuse(sentence: str, place: str = "") -> NoReturn:
    raise Broken([Problem(place, sentence)])

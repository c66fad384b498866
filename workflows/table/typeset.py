"""The table as an accessible PDF, tagged as PDF/UA-1. Needs the extra ``pdf``.

Typst draws with the fonts it brings along, so a file looks the same on every machine. PDF/UA allows no character that a
font lacks: what is not drawn is named by its number.
"""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any, BinaryIO

import typst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from . import paper
from .sums import sums
from .volumes import Volume

TEMPLATE = Path(__file__).with_name("typeset.typ")

NOT_DRAWN = re.compile(
    "[^\x20-\x7e\xa0-\u0377\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u04ff\u1e00-\u1eff\u2010-\u2027\u2030-\u2040"
    "\u2070\u2074-\u208e\u20a0-\u20bf\u2100-\u211e\u2122\u2126\u2150\u2153-\u215f\u2190-\u23ff\u2500-\u2605\u2713\u2717]"
)
"""All but letters of Latin, Greek and Cyrillic, and signs, that the fonts within typst draw."""

NOT_SURELY_DRAWN = re.compile("[^\x20-\x7e\xa0-\u017f\u2013-\u2026]")
"""All but what any font draws, should another release of typst bring other fonts."""

LONG_WORD = re.compile(r"\S{24}(?=\S)")
"""A narrow column ends somewhere within a long address, so it may be broken there."""

BREAK = "\u200b"

GENERATIONS = 11
"""Documents after which typst forgets one."""


def write_pdf(volume: Volume, stream: BinaryIO) -> None:
    """Set the volume. Raises ``typst.TypstError`` if even plain letters cannot be set."""
    data = _data(volume)
    try:
        made = _set(data, NOT_DRAWN)
    except typst.TypstError:
        made = _set(data, NOT_SURELY_DRAWN)
    finally:
        _forget()
    stream.write(made)


def _set(data: Any, missing: re.Pattern[str]) -> bytes:
    files = {
        "main.typ": TEMPLATE.read_bytes(),
        "data.json": json.dumps(_drawn(data, missing), ensure_ascii=False).encode(),
    }
    return typst.compile(files, format="pdf", pdf_standards=["ua-1"], ignore_system_fonts=True)


def _forget() -> None:
    """Give the memory back. Typst keeps what it laid out for its last ten documents; so many empty ones follow."""
    for _number in range(GENERATIONS):
        typst.compile({"main.typ": b""}, ignore_system_fonts=True)


def _data(volume: Volume) -> dict[str, Any]:
    name = volume.name
    return {
        "title": " – ".join(filter(None, [paper.title(volume.table), name])),
        "lang": paper.language().split("-")[0],
        "facts": paper.facts(volume.table),
        "sums": [_sums_data(one) for one in sums(volume.table) if one.sums] if volume.number < 2 else [],
        "count": pgettext("of the public", "Comments"),
        "heading": _("Comments and their settlement"),
        "headings": paper.headings(),
        "widths": paper.WIDTHS,
        "rows": [paper.cells(row) for row in volume.rows],
    }


def _sums_data(group: Any) -> dict[str, Any]:
    return {"title": group.title, "rows": [(one.label, str(one.count)) for one in group.sums]}


def _drawn(data: Any, missing: re.Pattern[str]) -> Any:
    """Return the data with every text as it can be drawn."""
    if isinstance(data, str):
        return _text_drawn(data, missing)
    if isinstance(data, dict):
        return {key: _drawn(one, missing) for key, one in data.items()}
    return [_drawn(one, missing) for one in data] if isinstance(data, (list, tuple)) else data


def _text_drawn(text: str, missing: re.Pattern[str]) -> str:
    text = unicodedata.normalize("NFC", text)
    shown = missing.sub(_named, text)
    return LONG_WORD.sub(lambda found: found[0] + BREAK, shown)


def _named(found: re.Match[str]) -> str:
    """Return the number of a character, nothing for those that are never seen."""
    character = found[0]
    if character.isspace():
        return " "
    category = unicodedata.category(character)
    return "" if category in ("Cc", "Cf", "Mn", "Cs") else f"[U+{ord(character):04X}]"

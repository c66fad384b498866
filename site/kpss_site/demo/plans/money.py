"""Costs by year from a short note: ``město 240; stát 410; EU 90 (Operační program …)``, thousands of crowns a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .items import item

SOURCES = {
    "město": "municipality",
    "kraj": "region",
    "stát": "state",
    "EU": "eu",
    "úhrady": "fees",
    "dary": "donors",
}
ITEM = re.compile(r"(\S+) (\d+)(?: \((.+)\))?")
GROWTH = 1.03
"""What prices grow by in a year; the chapter on money says so."""


def money_of(note: str, years: range) -> dict[str, Any]:
    """Return the fields of a measure that say what it costs; a note without numbers is kept in words."""
    items = [ITEM.fullmatch(one.strip()) for one in note.split(";")]
    if not all(items):
        return {"estimated_cost": {"text": note}}
    rows = [row for place, year in enumerate(years) for row in _rows(items, year, GROWTH**place)]
    return {
        "estimated_cost": {"amount": sum(row["amount"] for row in rows)},
        "funding": [item(row) for row in rows],
    }


def _rows(items: list[Any], year: int, growth: float) -> Iterator[dict[str, Any]]:
    for source, thousands, words in (one.groups() for one in items):
        amount = round(int(thousands) * growth) * 1000
        yield {"year": year, "source": SOURCES[source], "source_text": words or "", "amount": amount}

"""When something is done: years where the words are years, words where they are not."""

from __future__ import annotations

import re
from typing import Any

YEARS = re.compile(r"(\d{4})(?:–(\d{4}))?")


def timeframe_of(words: str) -> dict[str, Any]:
    """Return the timeframe of a measure or an activity."""
    found = YEARS.fullmatch(words)
    if not found:
        return {"text": words}
    first = int(found[1])
    return {"from_year": first, "to_year": int(found[2] or first)}


def years_of(words: str, period: list[int]) -> range:
    """Return the years a measure costs money: its own, or all of the plan."""
    frame = timeframe_of(words)
    return range(frame.get("from_year", period[0]), frame.get("to_year", period[1]) + 1)

"""What a story is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from ..town_time import in_town

NBSP = "\u00a0"

Link = tuple[str, str]
"""A title and an address."""


@dataclass(frozen=True)
class Event:
    """Something that happened once, or the same thing that happened again and again.

    ``pages`` names what it concerned, where that is not the whole bundle; ``words`` are somebody's own.
    """

    first: datetime
    last: datetime
    who: str
    sentence: str
    words: str = ""
    notes: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    is_step: bool = False

    @property
    def days(self) -> str:
        """The days it took: "2.–5. 10. 2026"."""
        return span_of_days(in_town(self.first).date(), in_town(self.last).date())

    @property
    def is_folded(self) -> bool:
        """It took a while, so no single moment is told."""
        return self.first != self.last


def span_of_days(first: date, last: date) -> str:
    """Write a span as people do, without repeating the month or the year it stays in."""
    end = f"{last.day}.{NBSP}{last.month}.{NBSP}{last.year}"
    if first == last:
        return end
    if (first.month, first.year) == (last.month, last.year):
        return f"{first.day}.–{end}"
    if first.year == last.year:
        return f"{first.day}.{NBSP}{first.month}. – {end}"
    return f"{first.day}.{NBSP}{first.month}.{NBSP}{first.year} – {end}"

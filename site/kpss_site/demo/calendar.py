"""The days of the demonstration, counted from the moment of loading by the town hall's clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from workflows.town_time import from_town, in_town

OPENING, CLOSING, POST, HEARING = time(12), time(18), time(17), time(17)
"""Consultations open at noon and close at six; letters come at five, and so do people to a hearing."""


@dataclass(frozen=True)
class Calendar:
    """Turns "a week ago" into a day, and a day into a moment."""

    now: datetime

    @property
    def year(self) -> int:
        """This year."""
        return in_town(self.now).year

    def day(self, offset: int) -> date:
        """The day so many days from now."""
        return in_town(self.now).date() + timedelta(days=offset)

    def day_of(self, step: dict[str, Any]) -> date:
        """The day of a step: a date (``on``) or so many days ago (``ago``)."""
        return date.fromisoformat(step["on"]) if "on" in step else self.day(-step["ago"])


def at(day: date, clock: time = time(8), *, minutes: int = 0) -> datetime:
    """A moment by the town hall's clock."""
    return from_town(datetime.combine(day, clock)) + timedelta(minutes=minutes)

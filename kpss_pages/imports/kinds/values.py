"""Numbers, days, times, yes and no."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any

from django.utils.translation import gettext as _

from ..problems import shown
from .base import Kind, Reading

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}")


class Whole(Kind):
    """A whole number between two others."""

    def __init__(self, least: int, most: int, *, required: bool = False) -> None:
        super().__init__(required=required)
        self.least, self.most = least, most

    def parse(self, value: Any, place: str, reading: Reading) -> int | None:
        if isinstance(value, bool) or not isinstance(value, int) or not self.least <= value <= self.most:
            sentence = _("%(value)s is not a whole number from %(least)s to %(most)s.")
            words = {"value": shown(value), "least": self.least, "most": self.most}
            reading.refuse(place, sentence % words)
            return None
        return value


class Number(Kind):
    """A number that need not be whole, from zero to a thousand."""

    def parse(self, value: Any, place: str, reading: Reading) -> float | None:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1000:
            return self.refuse(value, place, reading, _("%(value)s is not a number from 0 to 1000."))
        return value


class YesNo(Kind):
    """True or false; nothing where the source does not say."""

    def parse(self, value: Any, place: str, reading: Reading) -> bool | None:
        if isinstance(value, bool):
            return value
        return self.refuse(value, place, reading, _("%(value)s is neither true nor false."))


class Day(Kind):
    """A whole date."""

    def parse(self, value: Any, place: str, reading: Reading) -> date | None:
        if isinstance(value, str) and DAY.fullmatch(value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                return self.refuse(value, place, reading, _("There is no such day as %(value)s."))
        sentence = _(
            "%(value)s is not a date such as 2017-10-02. Give null where the source does not say the whole "
            "date, and its words in the key for the date in words."
        )
        return self.refuse(value, place, reading, sentence)


class Clock(Kind):
    """A time of day."""

    def parse(self, value: Any, place: str, reading: Reading) -> time | None:
        if isinstance(value, str) and CLOCK.fullmatch(value):
            hour, minute = map(int, value.split(":"))
            if hour < 24 and minute < 60:
                return time(hour, minute)
        return self.refuse(value, place, reading, _("%(value)s is not a time such as 14:00."))

"""Filters for dates and documents."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django import template

from ..town_time import in_town

register = template.Library()

NBSP = "\u00a0"


@register.filter
def czdate(value: date | datetime | None) -> str:
    """Write a date as "2. 10. 2017", with spaces that do not break; a moment by the town hall's clock."""
    if not value:
        return ""
    day = in_town(value) if isinstance(value, datetime) else value
    return f"{day.day}.{NBSP}{day.month}.{NBSP}{day.year}"


@register.filter
def czdatetime(value: datetime | None) -> str:
    """Write a moment as "2. 10. 2017 14:00" by the town hall's clock."""
    if not value:
        return ""
    moment = in_town(value)
    return f"{czdate(moment)} {moment.hour}:{moment.minute:02d}"


@register.filter
def czuntil(value: datetime | None) -> str:
    """Write the moment something ends: a midnight as the day before it, which is whole; any other with its time."""
    if not value:
        return ""
    moment = in_town(value)
    return czdate(moment.date() - timedelta(days=1)) if moment.time() == time() else czdatetime(value)


@register.filter
def of(mapping: Mapping[Any, Any] | None, key: Any) -> Any:
    """Look a key up, nothing if it is not there: ``{{ counts|of:part.id }}``."""
    return (mapping or {}).get(key)


@register.filter
def deeper(level: int) -> int:
    """The next level of headings; HTML ends at six."""
    return min(int(level) + 1, 6)

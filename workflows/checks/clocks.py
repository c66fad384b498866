"""Periods follow the town hall's clock, so somebody has to say which one that is."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core import checks

HINT = 'Set KPSS_TIME_ZONE = "Europe/Prague", or TIME_ZONE for the whole site.'


def clock_is_the_towns(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Ask for moments that know their zone, and for the zone of the town hall."""
    return [*_zones_are_used(), *_zone_is_known()]


def _zones_are_used() -> list[checks.CheckMessage]:
    if settings.USE_TZ:
        return []
    return [
        checks.Error(
            "Consultations open and close at moments, and without USE_TZ a moment does not know its zone.",
            hint="Set USE_TZ = True.",
            id="kpss_workflows.E001",
        )
    ]


def _zone_is_known() -> list[checks.CheckMessage]:
    given = getattr(settings, "KPSS_TIME_ZONE", None)
    if given and not _exists(given):
        return [
            checks.Error(f"There is no time zone called {given!r}.", hint=HINT, id="kpss_workflows.E002"),
        ]
    if given or settings.TIME_ZONE != "UTC":
        return []
    return [
        checks.Warning(
            "Consultations open and close by UTC, an hour or two beside the town hall's clock.",
            hint=HINT,
            id="kpss_workflows.W001",
        )
    ]


def _exists(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, OSError, TypeError, ValueError):
        return False
    return True

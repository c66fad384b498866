"""The clock of the municipality. Periods are judged by it, whatever zone an editor's profile names."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _


def town_zone() -> ZoneInfo:
    """The zone of the town hall, ``Europe/Prague`` for a Czech one.

    ``KPSS_TIME_ZONE`` names it where the site itself keeps another time, such as the UTC of a new project.
    """
    return ZoneInfo(getattr(settings, "KPSS_TIME_ZONE", None) or settings.TIME_ZONE)


def town_today() -> date:
    """The day on the town hall's calendar."""
    return in_town(timezone.now()).date()


def in_town(moment: datetime) -> datetime:
    """The same moment by the town hall's clock."""
    return moment.astimezone(town_zone())


def from_town(wall: datetime, *, later: bool = False) -> datetime:
    """Turn the time on the town hall's clock into a moment.

    On the night in autumn an hour comes twice; ``later`` chooses the second. In spring an hour is missing:
    raises ``ValidationError``. The moment is in UTC, where an earlier one always compares as less.
    """
    moment = wall.replace(tzinfo=town_zone(), fold=1 if later else 0).astimezone(UTC)
    if in_town(moment).replace(tzinfo=None) != wall:
        raise ValidationError(_("This hour does not exist: the clocks move forward that night."))
    return moment

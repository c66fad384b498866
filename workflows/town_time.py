"""The clock of the municipality. Periods are judged by it, whatever zone an editor's profile names."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def town_zone() -> ZoneInfo:
    """The zone of the installation, ``Europe/Prague`` for a Czech town."""
    return ZoneInfo(settings.TIME_ZONE)


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

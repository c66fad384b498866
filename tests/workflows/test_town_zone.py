"""A site that keeps UTC, as a new project does, still lives by the town hall's clock."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from workflows.forms.fields import TownDateTimeField, TownDateTimeWidget
from workflows.models import Resolution
from workflows.templatetags.kpss import czdatetime
from workflows.town_time import from_town, in_town, town_today

NOON = datetime(2026, 7, 1, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _new_project(settings):
    settings.TIME_ZONE = "UTC"
    settings.KPSS_TIME_ZONE = "Europe/Prague"


def test_what_is_typed_is_the_town_halls_time():
    assert TownDateTimeField().clean(["2026-07-01", "12:00"]) == NOON


def test_what_is_shown_is_the_town_halls_time():
    assert [str(one) for one in TownDateTimeWidget().decompress(NOON)] == ["2026-07-01", "12:00:00"]
    assert czdatetime(NOON).endswith("12:00")


def test_hour_that_the_town_never_has_is_refused():
    with pytest.raises(ValidationError):
        from_town(datetime(2026, 3, 29, 2, 30))


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
@pytest.mark.parametrize("time", ["00:00", "23:59"])
def test_ends_of_the_calendar_are_refused_in_a_sentence(day, time):
    with pytest.raises(ValidationError, match="year from 1900 to 2199"):
        TownDateTimeField().clean([day, time])


@time_machine.travel(datetime(2026, 6, 30, 22, 30, tzinfo=UTC))
def test_new_day_begins_at_the_town_halls_midnight():
    assert timezone.localdate() == date(2026, 6, 30)
    assert town_today() == date(2026, 7, 1)
    resolution = Resolution(body="council", outcome="approved", date=date(2026, 7, 1))
    resolution.clean()


def test_without_the_setting_the_sites_zone_is_the_towns(settings):
    del settings.KPSS_TIME_ZONE
    assert in_town(NOON).utcoffset().total_seconds() == 0
    settings.TIME_ZONE = "Europe/Prague"
    assert in_town(NOON).hour == 12

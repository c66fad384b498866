"""The deadline of a state: whole days by the town's clock, also when the clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from wagtail.models import TaskState

from workflows.actions.base import Refused
from workflows.actions.transition import MakeTransition
from workflows.deadlines import deadline_of
from workflows.jobs.running import run_all
from workflows.loading.load import load_text
from workflows.standing import standing_of

from .story import make, state_of
from .toml_editing import changed, put

PRAGUE = ZoneInfo("Europe/Prague")


def with_deadline(data) -> None:
    """The mayor has three days; then the notice goes on by itself."""
    put("states", "mayor", deadline=3)(data)
    data["transitions"].append(
        {
            "key": "time_is_up",
            "title": "Lhůta uplynula",
            "from": ["mayor"],
            "to": "ready",
            "guards": ["deadline_has_passed"],
            "automatic": True,
        }
    )


@pytest.fixture
def waiting(hall):
    """The notice waits for the mayor, who has three days."""
    load_text(changed(with_deadline))
    make(hall.page, "submit", hall.writer)
    return hall


def entered(hall, moment: datetime) -> None:
    """Let the notice have come to the mayor at this moment."""
    TaskState.objects.filter(status="in_progress").update(started_at=moment)


def deadline(hall) -> datetime:
    return deadline_of(standing_of(hall.fresh()))


@pytest.mark.parametrize(
    ("came", "passes", "hours"),
    [
        # An ordinary Monday noon; the last day is Thursday.
        ((2026, 6, 1, 12), (2026, 6, 5), 84),
        # The clocks go forward on Sunday 29 March 2026 and back on Sunday 25 October 2026.
        ((2026, 3, 27, 0), (2026, 3, 31), 95),
        ((2026, 10, 23, 0), (2026, 10, 27), 97),
        ((2026, 3, 28, 23, 59), (2026, 4, 1), 71 + 1 / 60),
        # The very nights.
        ((2026, 3, 29, 1, 59), (2026, 4, 2), 93 + 1 / 60),
        ((2026, 10, 25, 2, 30), (2026, 10, 29), 94.5),
        # New Year's Eve and a leap day.
        ((2027, 12, 31, 18), (2028, 1, 4), 78),
        ((2028, 2, 27, 6), (2028, 3, 2), 90),
    ],
)
def test_three_days_are_three_whole_days_of_the_town(waiting, came, passes, hours):
    moment = datetime(*came, tzinfo=PRAGUE)
    entered(waiting, moment)
    assert deadline(waiting) == datetime(*passes, tzinfo=PRAGUE)
    elapsed = deadline(waiting).astimezone(UTC) - moment.astimezone(UTC)
    assert elapsed == timedelta(hours=hours)


def test_second_of_two_equal_hours_belongs_to_the_same_day(waiting):
    for fold in (0, 1):
        entered(waiting, datetime(2026, 10, 25, 2, 30, tzinfo=PRAGUE, fold=fold))
        assert deadline(waiting) == datetime(2026, 10, 29, tzinfo=PRAGUE)


def test_evening_in_the_town_is_not_tomorrow_of_another_zone(waiting, settings):
    settings.TIME_ZONE, settings.KPSS_TIME_ZONE = "UTC", "Europe/Prague"
    entered(waiting, datetime(2026, 6, 1, 22, 30, tzinfo=UTC))  # half past midnight in Prague
    with timezone.override("America/New_York"):
        assert deadline(waiting) == datetime(2026, 6, 6, tzinfo=PRAGUE)


@pytest.mark.parametrize("change", [datetime(2026, 3, 27, 9), datetime(2026, 10, 23, 9)])
def test_clock_leaves_the_state_at_the_first_second_after_the_last_day(waiting, change):
    entered(waiting, change.replace(tzinfo=PRAGUE))
    passes = deadline(waiting)
    second = timedelta(seconds=1)
    run_all(now=passes - second)
    assert state_of(waiting.page) == "mayor"
    with pytest.raises(Refused, match="has not passed yet"):
        MakeTransition(waiting.fresh(), "time_is_up", now=passes - second).execute()
    run_all(now=passes)
    assert state_of(waiting.page) == "ready"


def test_entering_again_counts_anew(waiting):
    entered(waiting, datetime(2020, 1, 1, tzinfo=PRAGUE))
    make(waiting.page, "send_back", waiting.mayor, comment="Ještě ne.")
    make(waiting.page, "submit", waiting.writer)
    assert deadline(waiting) > timezone.now() + timedelta(days=3)


def test_state_without_a_deadline_has_none(waiting):
    make(waiting.page, "send_back", waiting.mayor, comment="Ještě ne.")
    assert deadline(waiting) is None


def test_deadline_changed_in_the_file_holds_for_who_waits(waiting):
    entered(waiting, datetime(2026, 6, 1, 12, tzinfo=PRAGUE))
    load_text(changed(with_deadline, put("states", "mayor", deadline=10)))
    assert deadline(waiting) == datetime(2026, 6, 12, tzinfo=PRAGUE)

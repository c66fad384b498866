"""Until when a page should have left its state."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from .definition import State
from .standing import Standing
from .town_time import from_town, in_town


def deadline_of(standing: Standing) -> datetime | None:
    """Return the moment the deadline of the present state passes, or ``None`` where there is none."""
    return passes_at(standing.state, standing.task_state.started_at) if standing.task_state else None


def passes_at(state: State, since: datetime) -> datetime | None:
    """Return the moment the deadline of a state passes for a page that is in it since ``since``.

    The day of entering does not count and the last day is whole, by the town's clock: three days from Monday noon end
    with Thursday, the moment Friday begins.
    """
    if not state.deadline:
        return None
    entered = in_town(since).date()
    return from_town(datetime.combine(entered + timedelta(days=state.deadline + 1), time()))

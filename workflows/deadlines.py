"""Until when a page should have left its state."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from .standing import Standing
from .town_time import from_town, in_town


def deadline_of(standing: Standing) -> datetime | None:
    """Return the moment the deadline of the present state passes, or ``None`` where there is none.

    The day of entering does not count and the last day is whole, by the town's clock: three days from Monday noon end
    with Thursday, the moment Friday begins.
    """
    if not standing.state.deadline or standing.task_state is None:
        return None
    entered = in_town(standing.task_state.started_at).date()
    return from_town(datetime.combine(entered + timedelta(days=standing.state.deadline + 1), time()))

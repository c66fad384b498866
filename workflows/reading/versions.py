"""Making the text that people are asked to read, and until when they have it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from ..bundles import draft_bundle
from ..deadlines import deadline_of
from ..document import canonical_bytes, document_of, fingerprint
from ..models.internal_versions import InternalVersion
from ..models.snapshots import bundle_bytes
from ..standing import Standing
from ..town_time import from_town, in_town
from .files import named_files

USUAL_DAYS = 30
"""How long a link opens the text where the state names no deadline."""

MOST_DAYS = 365


def newest_version(root: Any, standing: Standing) -> InternalVersion | None:
    """Return the newest version made since the page entered its present state."""
    if standing.task_state is None:
        return None
    return InternalVersion.objects.of_stay(root, standing.task_state.pk).last()


def version_to_read(root: Any, standing: Standing, user: Any) -> InternalVersion:
    """Return the newest version if the draft still reads the same, else make one. Call with the run locked."""
    pages = draft_bundle(root)
    documents = [document_of(page) for page in pages]
    data = bundle_bytes([canonical_bytes(one).decode() for one in documents])
    newest = newest_version(root, standing)
    if newest and newest.sha256 == fingerprint(data):
        return newest
    return InternalVersion.objects.create(
        page_id=root.pk,
        state=standing.state.key,
        state_entry=standing.task_state.pk,
        title=pages[0].title,
        text=data.decode(),
        files=named_files(documents),
        sha256=fingerprint(data),
        created_by=user,
    )


def is_answerable(version: InternalVersion, standing: Standing | None) -> bool:
    """Tell whether the page is still in the stay in its state for which the version was made."""
    return bool(standing and standing.task_state and standing.task_state.pk == version.state_entry)


def last_day_of_stay(standing: Standing, now: datetime | None = None) -> date | None:
    """The last whole day before the deadline of the state; ``None`` without one or after it."""
    deadline = deadline_of(standing)
    if deadline is None or deadline <= (now or timezone.now()):
        return None
    return in_town(deadline).date() - timedelta(days=1)


def last_day_to_answer(standing: Standing, expires_at: datetime) -> date | None:
    """The last day on which an answer by a link helps: that of the state, or of the link if it ends before."""
    last_day = last_day_of_stay(standing)
    # A link that ends at midnight works the whole day before.
    return last_day and min(last_day, in_town(expires_at - timedelta(microseconds=1)).date())


def usual_last_day(standing: Standing, now: datetime | None = None) -> date:
    """The last day a link opens the text unless somebody chooses another: that of the state, or after a month."""
    return last_day_of_stay(standing, now) or last_possible_day(now, days=USUAL_DAYS)


def last_possible_day(now: datetime | None = None, *, days: int = MOST_DAYS) -> date:
    """The day on the town's calendar that is so many days away."""
    return in_town(now or timezone.now()).date() + timedelta(days=days)


def end_of(day: date) -> datetime:
    """The moment after which a link with this last day opens nothing; the day is whole."""
    return from_town(datetime.combine(day + timedelta(days=1), time()))

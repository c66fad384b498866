"""What has happened that subscribers are told, as far as it is still true.

Nothing is kept of when a clock ran: the events follow from the consultations and versions alone. So a clock that stood
still tells later what still holds, and what has been overtaken meanwhile is not among the events any more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from ..base_page import BasePage
from ..models.consultations import Consultation
from ..models.snapshots import Snapshot
from ..models.subscriber_notices import NoticeKind

USUAL_DAYS = 3


def closing_soon() -> timedelta:
    """How long before the closing people are reminded: ``KPSS_CLOSING_SOON_DAYS``, three; 0 reminds nobody."""
    return timedelta(days=getattr(settings, "KPSS_CLOSING_SOON_DAYS", USUAL_DAYS))


@dataclass(frozen=True)
class Event:
    """One thing that happened. ``occasion`` names it for ever; ``snapshot`` is the version it is about."""

    occasion: str
    kind: NoticeKind
    snapshot: Snapshot
    occurred_at: datetime


def events(now: datetime, since: datetime) -> dict[str, Event]:
    """Return everything that happened since a moment and still holds, by its occasion; a handful of queries."""
    approved = {event.snapshot.page_id: event for event in _approvals(now)}
    found = [*_periods(now), *_settlements(now, approved), *approved.values()]
    return {event.occasion: event for event in found if since <= event.occurred_at <= now}


def _known(now: datetime) -> Any:
    """Consultations on versions that anybody may read."""
    return (
        Consultation.objects.valid()
        .filter(snapshot__in=Snapshot.objects.public(now), snapshot__page__in=_public_pages())
        .select_related("snapshot__page")
    )


def _public_pages() -> Any:
    return BasePage.objects.public().order_by().values("pk")


def _periods(now: datetime) -> Iterator[Event]:
    """An extension overtakes the opening: what was said of the closing then is not true any more."""
    for consultation in _known(now).open(now).prefetch_related("extensions"):
        public = [one for one in consultation.extensions.all() if one.extended_at >= consultation.opens_at]
        begun_at = public[-1].extended_at if public else consultation.opens_at
        if public:
            occasion = f"extended-{public[-1].pk}"
            yield Event(occasion, NoticeKind.EXTENDED, consultation.snapshot, begun_at)
        else:
            occasion = f"opened-{consultation.pk}"
            yield Event(occasion, NoticeKind.OPENED, consultation.snapshot, begun_at)
        yield from _closing(consultation, begun_at)


def _closing(consultation: Consultation, begun_at: datetime) -> Iterator[Event]:
    """Whoever was told of the closing less than that before it needs no reminder."""
    reminded_at = consultation.closes_at - closing_soon()
    if closing_soon() and begun_at < reminded_at:
        occasion = f"closing-{consultation.pk}-{consultation.closes_at:%Y%m%d%H%M}"
        yield Event(occasion, NoticeKind.CLOSING, consultation.snapshot, reminded_at)


def _settlements(now: datetime, approved: dict[int, Event]) -> Iterator[Event]:
    """A settlement that was published in one act with the approved wording is told with it."""
    for consultation in _known(now).filter(settlements_published_at__isnull=False):
        published_at = consultation.settlements_published_at
        event = approved.get(consultation.snapshot.page_id)
        if event is None or event.occurred_at != published_at:
            occasion = f"settled-{consultation.pk}"
            yield Event(occasion, NoticeKind.SETTLED, consultation.snapshot, published_at)


def _approvals(now: datetime) -> Iterator[Event]:
    """The wording in force of each page, the newest publication last of all that a page has seen."""
    found = Snapshot.objects.public(now).filter(published_at__isnull=False, page__in=_public_pages())
    for snapshot in found.select_related("page").order_by("published_at", "pk"):
        occasion = f"approved-{snapshot.pk}"
        yield Event(occasion, NoticeKind.APPROVED, snapshot, snapshot.published_at)

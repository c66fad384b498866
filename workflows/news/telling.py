"""Telling subscribers what happened: once each, in pieces, by the clock and in nobody's request.

A piece is written together with the note of how far it went, so a clock that is killed goes on behind it. What is no
longer true when its turn comes is not written, and taken back as far as the mail server has not got it yet.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Min

from ..jobs.registry import Deed
from ..mail.outbox import post_all
from ..models.outbox import OutgoingMail
from ..models.subscriber_notices import SubscriberNotice
from ..models.subscriptions import Subscription
from .events import Event, events
from .mail import NewsMail

logger = logging.getLogger(__name__)

PIECE = 500
"""Subscribers written to in one transaction."""


def news_to_tell(now: datetime) -> Iterator[Deed]:
    """Give a deed that looks what happened, and one for each piece of each notice."""
    yield Deed("what happened", partial(note, now))
    for notice in list(_untold()):
        yield from _pieces(notice, now)


def _untold() -> Any:
    return SubscriberNotice.objects.filter(told_at__isnull=True, over_at__isnull=True)


def _pieces(notice: SubscriberNotice, now: datetime) -> Iterator[Deed]:
    """Go on as long as it leads anywhere; a piece that fails is tried again by the next run."""
    reached = None
    while notice.told_at is None and notice.over_at is None and notice.last_told != reached:
        reached = notice.last_told
        yield Deed(notice.occasion, partial(tell_some, notice.pk, now))
        notice.refresh_from_db()


def note(now: datetime) -> str | None:
    """Write down what happened since the first subscription, and end what is no longer true or wholly sent."""
    true_now = current_events(now)
    with transaction.atomic():
        for notice in SubscriberNotice.objects.select_for_update().filter(over_at__isnull=True):
            if notice.occasion not in true_now or _is_sent(notice):
                end(notice, now)
        known = SubscriberNotice.objects.filter(occasion__in=true_now).values_list("occasion", flat=True)
        new = [true_now[occasion] for occasion in true_now.keys() - set(known)]
        SubscriberNotice.objects.bulk_create(map(_notice_of, new), ignore_conflicts=True)
    return f"{len(new)} noted" if new else None


def current_events(now: datetime) -> dict[str, Event]:
    """Everything true that somebody might be told: nobody is told what happened before they asked to be."""
    first = Subscription.objects.confirmed().aggregate(at=Min("confirmed_at"))["at"]
    return events(now, first) if first else {}


def tell_some(pk: int, now: datetime) -> str | None:
    """Write the mails of the next piece and note how far it went, together or not at all."""
    with transaction.atomic():
        notice = SubscriberNotice.objects.select_for_update().get(pk=pk)
        if notice.told_at or notice.over_at:
            return None
        news = NewsMail(notice)
        if notice.occasion not in current_events(now) or not news.site_address:
            end(notice, now)
            return None
        # Held, so that nobody is written to who leaves at this moment.
        people = list(people_to_tell(notice).select_for_update()[:PIECE])
        post_all(_written(news, people))
        if people:
            notice.last_told = people[-1].pk
        if len(people) < PIECE:
            notice.told_at = now
        notice.save(update_fields=["last_told", "told_at"])
    return f"{len(people)} told" if people else None


def subscribers_of(page: Any) -> int:
    """How many people are told what happens to a page."""
    return Subscription.objects.telling_of(page).aggregate(count=Count("email", distinct=True))["count"]


def people_to_tell(notice: SubscriberNotice) -> Any:
    """Those who asked before it happened and were not told yet; whoever asked for two places is told once."""
    asked = Subscription.objects.telling_of(notice.snapshot.page).filter(confirmed_at__lte=notice.occurred_at)
    first = asked.order_by().values("email").annotate(first=Min("pk")).values("first")
    return asked.filter(pk__in=first, pk__gt=notice.last_told).order_by("pk")


def end(notice: SubscriberNotice, now: datetime) -> None:
    """Tell nobody any more, and take back what has not been sent."""
    _unsent(notice).delete()
    notice.over_at = now
    notice.save(update_fields=["over_at"])


def _is_sent(notice: SubscriberNotice) -> bool:
    return notice.told_at is not None and not _unsent(notice).exists()


def _unsent(notice: SubscriberNotice) -> Any:
    return OutgoingMail.objects.filter(key__startswith=notice.mail_prefix, sent_at__isnull=True)


def _notice_of(event: Event) -> SubscriberNotice:
    return SubscriberNotice(
        occasion=event.occasion, kind=event.kind, snapshot=event.snapshot, occurred_at=event.occurred_at
    )


def _written(news: NewsMail, people: Iterable[Subscription]) -> Iterator[OutgoingMail]:
    for subscription in people:
        try:
            yield news.to(subscription)
        except ValidationError:
            # Nobody's news wait because of one address that is none.
            logger.warning("Subscription %s has no address one can write to", subscription.pk)

"""What is kept of one person who asked for news, and how it is erased with every mail that names the address."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from ..models.outbox import OutgoingMail
from ..models.subscriptions import Subscription

USUAL_DAYS = 7


def kept_unconfirmed() -> timedelta:
    """How long an address nobody has confirmed is kept: ``KPSS_UNCONFIRMED_DAYS``, seven days."""
    return timedelta(days=getattr(settings, "KPSS_UNCONFIRMED_DAYS", USUAL_DAYS))


def erase(subscriptions: Iterable[Subscription]) -> int:
    """Erase subscriptions and the address in their mails; those that wait are not sent. Done twice it is the same."""
    gone = 0
    for subscription in subscriptions:
        with transaction.atomic():
            # First the row, which a clock that writes to this person holds; then what it has written is seen.
            gone += Subscription.objects.filter(pk=subscription.pk).delete()[0]
            mails = _mails_of(subscription)
            mails.filter(sent_at__isnull=True).delete()
            mails.update(to="", subject="", text="", html="", unsubscribe="")
    return gone


def forget_unconfirmed(now: datetime) -> int:
    """Erase the addresses nobody has confirmed in time; return how many there were."""
    return erase(Subscription.objects.unconfirmed_since(now - kept_unconfirmed()).iterator())


def _mails_of(subscription: Subscription) -> QuerySet:
    own = Q(key__startswith=subscription.mail_prefix)
    news = Q(key__startswith="news-", key__endswith=f"-{subscription.pk}")
    return OutgoingMail.objects.filter(own | news, to=subscription.email)

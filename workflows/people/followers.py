"""Finding, telling and erasing what belongs to people who asked for news by e-mail."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from ..intake.subscriptions import erase
from ..models.subscriptions import Subscription
from .sought import Sought


def subscriptions_of(sought: Sought) -> QuerySet:
    """What a person asked to be told of, confirmed or not."""
    rows = Subscription.objects.filter(sought.matching(email="email")).select_related("place")
    return sought.within(rows, "place_id")


def tell_subscription(row: Subscription) -> dict[str, Any]:
    """Of which page, since when; the links of the mails are not told, because they end the subscription."""
    return {
        "page": row.place.title,
        "email": row.email,
        "language": row.language,
        "asked_at": row.asked_at,
        "confirmed_at": row.confirmed_at,
    }


def erase_subscriptions(rows: list[Subscription], now: datetime) -> int:
    """Erase them and the address in their mails, as their own button does."""
    return erase(rows)

"""Ask for news of a page by an address, say that the address is one's own, and end it again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from ..intake.subscriptions import erase
from ..models.subscriptions import Subscription, normalised
from ..news.mail import ask_to_confirm
from .base import Action

AGAIN = timedelta(hours=1)
"""How long nobody is asked a second time about the same page, however often the form is sent."""

DAY = timedelta(days=1)
MOST_A_DAY = 5
"""About how many pages one address is asked in a day; whoever types a stranger's address annoys them no more."""


class SubscriptionAction(Action):
    """A deed of somebody who gives an address and nothing else. No history tells who reads the news."""

    user = None

    def log(self) -> None:
        """Write nothing down."""


class Subscribe(SubscriptionAction):
    """Send a mail that asks whether the address wants the news. Whoever has the form never learns what came of it."""

    def __init__(self, place: Any, *, email: str, language: str, now: datetime | None = None) -> None:
        self.place = place
        self.email = normalised(email)
        self.language = language
        self.now = now or timezone.now()

    def change(self) -> None:
        """Keep the address unless it is known, and ask, unless it was asked just now."""
        asked = Subscription.objects.of_address(self.email).exclude(place_id=self.place.pk)
        if asked.filter(asked_at__gt=self.now - DAY).count() >= MOST_A_DAY:
            return
        subscription, is_new = Subscription.objects.get_or_create(
            place_id=self.place.pk,
            email=self.email,
            defaults={"language": self.language, "asked_at": self.now},
        )
        if is_new or self._may_ask_again(subscription):
            ask_to_confirm(subscription)

    def _may_ask_again(self, subscription: Subscription) -> bool:
        """Of two who send the form at once, one finds that it is done."""
        due = Subscription.objects.filter(pk=subscription.pk, asked_at__lte=self.now - AGAIN)
        subscription.asked_at = self.now
        return bool(due.update(asked_at=self.now))


class ConfirmSubscription(SubscriptionAction):
    """Whoever reads the mail of the address wants the news. The second time it changes nothing."""

    def __init__(self, subscription: Subscription, *, now: datetime | None = None) -> None:
        self.subscription = subscription
        self.now = now or timezone.now()

    def change(self) -> None:
        """Note when."""
        unconfirmed = Subscription.objects.filter(pk=self.subscription.pk, confirmed_at__isnull=True)
        unconfirmed.update(confirmed_at=self.now)


class Unsubscribe(SubscriptionAction):
    """Send no more news of this page, and forget the address."""

    def __init__(self, subscription: Subscription) -> None:
        self.subscription = subscription

    def change(self) -> int:
        """Erase it with everything else by which news of this page would still come."""
        return erase(in_one_line(self.subscription))


def in_one_line(subscription: Subscription) -> list[Subscription]:
    """Return all subscriptions of the same address to this page, to pages above it and to pages below it."""
    path = subscription.place.path
    found = Subscription.objects.of_address(subscription.email).select_related("place").order_by("pk")
    return [one for one in found if path.startswith(one.place.path) or one.place.path.startswith(path)]

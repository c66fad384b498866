"""What a subscriber does, and what the clock and the postman do for them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from workflows.actions.subscriptions import ConfirmSubscription, Subscribe
from workflows.jobs.running import run_job
from workflows.models import OutgoingMail, Subscription

from .browser import form_data

JANA = "jana@example.org"
DAY = timedelta(days=1)


def form_of(place: Any) -> str:
    """Where one subscribes to a page."""
    return reverse("kpss_workflows:subscribe", args=[place.pk])


def ask(place: Any, email: str = JANA, client: Client | None = None, **sent: Any) -> Any:
    """Somebody fills in the form."""
    browser = client or Client()
    data = form_data(browser.get(form_of(place)), "email") | {"email": email} | sent
    return browser.post(form_of(place), data)


def subscribed(place: Any, email: str = JANA, *, days_ago: float = 30, language: str = "en") -> Subscription:
    """Somebody subscribed and confirmed it some time ago."""
    then = timezone.now() - days_ago * DAY
    Subscribe(place, email=email, language=language, now=then).execute()
    subscription = Subscription.objects.get(place_id=place.pk, email=email)
    ConfirmSubscription(subscription, now=then).execute()
    OutgoingMail.objects.all().delete()
    return subscription


def link_in(mail: OutgoingMail, word: str) -> str:
    """The path of the link of a mail that has a word in it."""
    return re.search(rf"https?://[^/\s]+(/\S*{word}\S*)", mail.text)[1]


def run_news(*, later: timedelta = timedelta(0)) -> list[str]:
    """The clock comes, some time after now; gives the subjects that wait in the outbox since."""
    before = set(OutgoingMail.objects.values_list("pk", flat=True))
    report = run_job("news", timezone.now() + later)
    assert report.failed == []
    return [*OutgoingMail.objects.exclude(pk__in=before).order_by("pk").values_list("subject", flat=True)]

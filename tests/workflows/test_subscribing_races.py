"""Two at once: one subscription, one question, and each piece of news once."""

from __future__ import annotations

from functools import partial

import pytest
from django.utils import timezone

from workflows.actions.subscriptions import Subscribe, Unsubscribe
from workflows.jobs.running import run_job
from workflows.models import OutgoingMail, Subscription

from .story import TownHall, home
from .subscribing import JANA, subscribed
from .test_races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_form_sent_twice_at_once_is_one_subscription_and_one_mail():
    now = timezone.now()
    place = home()
    send = partial(Subscribe(place, email=JANA, language="cs", now=now).execute)
    assert at_once(send, send, send) == [None] * 3
    assert Subscription.objects.count() == 1
    assert OutgoingMail.objects.count() == 1


def test_two_clocks_tell_each_once():
    hall = TownHall()
    for number in range(20):
        subscribed(home(), f"{number}@example.org")
    hall.until_open()
    reports = at_once(*[partial(run_job, "news")] * 3)
    assert [report.failed for report in reports] == [[], [], []]
    news = OutgoingMail.objects.filter(key__startswith="news-")
    assert news.count() == 20
    assert news.values("to").distinct().count() == 20


def test_whoever_leaves_while_the_clock_tells_is_told_nothing_after():
    hall = TownHall()
    subscription = subscribed(home())
    hall.until_open()
    at_once(partial(run_job, "news"), Unsubscribe(subscription).execute)
    assert not Subscription.objects.exists()
    assert not OutgoingMail.objects.filter(to=JANA, sent_at=None).exists()

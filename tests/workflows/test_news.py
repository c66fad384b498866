"""What subscribers are told: once each, late rather than never, and nothing that is no longer true."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests.testapp.models import OrdinaryPage
from workflows.actions.extend_consultation import ExtendConsultation
from workflows.jobs.running import run_job
from workflows.mail import delivery
from workflows.models import Consultation, OutgoingMail, SubscriberNotice, Subscription
from workflows.news import telling

from .post_office import PostOffice
from .story import decide, end_consultation, home, make
from .subscribing import DAY, JANA, run_news, subscribed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]

OPENED = "You can comment: Ořez stromů"
CLOSING = "The time for comments ends soon: Ořez stromů"
EXTENDED = "More time for comments: Ořez stromů"
SETTLED = "How the comments were settled: Ořez stromů"
APPROVED = "The approved wording is published: Ořez stromů"

WEEK = 7 * 24 * 60


@pytest.fixture
def office(monkeypatch) -> PostOffice:
    """The mail server of the town hall."""
    monkeypatch.setattr(delivery, "default_server", office := PostOffice())
    return office


def extend(hall, **kwargs):
    """Give a week more."""
    closes_at = Consultation.objects.get(pk=hall.consultation.pk).closes_at + 7 * DAY
    return ExtendConsultation(
        hall.consultation, user=hall.secretary, closes_at=closes_at, reason="Web nešel.", **kwargs
    ).execute()


# The five occasions


def test_opening_is_told_once_however_often_the_clock_comes(hall):
    subscribed(home())
    assert run_news() == []
    hall.until_open()
    assert run_news() == [OPENED]
    assert run_news() == []
    mail = OutgoingMail.objects.get()
    assert mail.to == JANA
    assert "/orez/navrh/1/" in mail.text
    assert mail.unsubscribe in mail.text


def test_consultation_of_the_future_is_told_when_it_opens(hall):
    subscribed(home())
    hall.until_open(opens_in=60, closes_in=120)
    assert run_news() == []
    assert run_news(later=timedelta(minutes=61)) == [OPENED]


def test_closing_is_told_three_days_before_and_once(hall):
    subscribed(home())
    hall.until_open(closes_in=WEEK)
    assert run_news() == [OPENED]
    assert run_news(later=3.9 * DAY) == []
    assert run_news(later=4.1 * DAY) == [CLOSING]
    assert run_news(later=5 * DAY) == []


@pytest.mark.parametrize(("days", "minutes"), [(3, 2 * 24 * 60), (0, WEEK)])
def test_nobody_is_reminded_of_what_opened_just_before_or_where_the_town_wants_none(
    hall, settings, days, minutes
):
    settings.KPSS_CLOSING_SOON_DAYS = days
    subscribed(home())
    hall.until_open(closes_in=minutes)
    assert run_news() == [OPENED]
    assert run_news(later=timedelta(minutes=minutes - 60)) == []


def test_extension_is_told_with_its_reason_and_reminds_anew_before_the_new_closing(hall):
    subscribed(home())
    hall.until_open(closes_in=WEEK)
    run_news()
    assert run_news(later=5 * DAY) == [CLOSING]
    extend(hall)
    assert run_news(later=5 * DAY) == [EXTENDED]
    assert "Web nešel." in OutgoingMail.objects.latest("pk").text
    assert run_news(later=12 * DAY) == [CLOSING]


def test_settlement_and_approval_are_told_each(hall):
    subscribed(home())
    hall.until_settlement()
    make(hall.page, "submit_to_assembly", hall.secretary)
    Consultation.objects.update(settlements_published_at=timezone.now())
    assert run_news() == [SETTLED]
    assert "/orez/navrh/1/vyporadani/" in OutgoingMail.objects.get().text
    decide(hall.page, hall.secretary)
    assert run_news() == [APPROVED]


def test_settlement_that_is_published_with_the_approved_wording_is_one_mail(hall):
    subscribed(home())
    hall.until_assembly()
    decide(hall.page, hall.secretary)
    assert run_news() == [APPROVED]
    text = OutgoingMail.objects.get().text
    assert "/orez/navrh/1/vyporadani/" in text
    assert "http://127.0.0.1:8000/orez/\n" in text


# Who


def test_only_those_are_told_who_asked_before_it_happened_and_for_this_page(hall):
    section = home().add_child(instance=OrdinaryPage(title="Jinde", slug="jinde"))
    hall.until_open(opens_in=-1)
    subscribed(hall.page, "vcas@example.org")
    subscribed(section, "jinde@example.org")
    subscribed(home(), "pozde@example.org", days_ago=0)
    Subscription.objects.create(place_id=home().pk, email="nikdy@example.org", language="en")
    run_news()
    assert [*OutgoingMail.objects.values_list("to", flat=True)] == ["vcas@example.org"]


def test_who_asked_for_two_places_is_told_once_and_in_their_language(hall):
    for place in (home(), hall.page):
        subscribed(place, language="en")
    hall.until_open()
    assert run_news() == [OPENED]


# What is not told any more


def test_clock_that_stood_still_tells_what_still_holds(hall):
    subscribed(home())
    hall.until_open(closes_in=WEEK)
    extend(hall)
    assert run_news(later=6 * DAY) == [EXTENDED]
    assert run_news(later=20 * DAY) == []


def test_nothing_is_told_of_what_is_over_withdrawn_or_private(hall):
    subscribed(home())
    hall.until_open()
    assert run_news(later=DAY) == []
    restriction = PageViewRestriction.objects.create(page=hall.page, restriction_type="login")
    assert run_news() == []
    restriction.delete()
    make(hall.page, "withdraw", hall.secretary, comment="Omyl.")
    assert run_news() == []


def test_waiting_mail_that_is_no_longer_true_is_taken_back(hall, office):
    office.is_down = True
    subscribed(home())
    hall.until_open(closes_in=WEEK)
    run_news()
    run_job("mail")
    extend(hall)
    assert run_news() == [EXTENDED]
    office.is_down = False
    run_job("mail", timezone.now() + timedelta(hours=1))
    assert [message.subject for message in office.sent] == [EXTENDED]
    end_consultation(hall.consultation)
    run_news()
    assert not OutgoingMail.objects.filter(sent_at=None).exists()


def test_notice_is_put_away_when_its_mail_is_gone(hall, office):
    subscribed(home())
    hall.until_open()
    run_news()
    run_news()
    assert SubscriberNotice.objects.get().over_at is None
    run_job("mail")
    run_news()
    assert SubscriberNotice.objects.get().over_at is not None
    assert OutgoingMail.objects.count() == 1


# Many, and a clock that dies


def test_many_are_told_in_pieces_and_a_killed_clock_goes_on(hall, monkeypatch):
    monkeypatch.setattr(telling, "PIECE", 2)
    for number in range(5):
        subscribed(home(), f"{number}@example.org")
    hall.until_open()
    written, real = [], telling.post_all

    def die_at_the_second(mails):
        real(mails)
        written.append(1)
        if len(written) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(telling, "post_all", die_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        run_job("news")
    assert OutgoingMail.objects.count() == 2
    run_news()
    assert OutgoingMail.objects.count() == 5
    assert OutgoingMail.objects.values("to").distinct().count() == 5


def test_piece_that_fails_is_tried_again_by_the_next_run_and_not_for_ever(hall, monkeypatch):
    subscribed(home())
    hall.until_open()
    real = telling.post_all
    monkeypatch.setattr(telling, "post_all", lambda mails: 1 / 0)
    assert len(run_job("news").failed) == 1
    monkeypatch.setattr(telling, "post_all", real)
    assert run_news() == [OPENED]


def test_officials_deed_writes_no_mail_to_subscribers(hall):
    subscribed(home())
    OutgoingMail.objects.all().delete()
    hall.until_open()
    assert not OutgoingMail.objects.filter(to=JANA).exists()


def test_mails_of_a_piece_cost_no_queries_each(hall, django_assert_max_num_queries):
    for number in range(30):
        subscribed(home(), f"{number}@example.org")
    hall.until_open()
    telling.note(timezone.now())
    with django_assert_max_num_queries(25):
        telling.tell_some(SubscriberNotice.objects.get().pk, timezone.now())
    assert OutgoingMail.objects.count() == 30


def test_mail_offers_the_one_click_of_rfc_8058(hall, office):
    subscribed(home())
    hall.until_open()
    run_news()
    unsubscribe = OutgoingMail.objects.get().unsubscribe
    run_job("mail")
    [message] = office.sent
    assert message.extra_headers["List-Unsubscribe"] == f"<{unsubscribe}>"
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "/kpss/odber/zrusit/" in unsubscribe
    assert JANA not in unsubscribe
    assert OutgoingMail.objects.get().unsubscribe == ""


def test_address_that_is_none_keeps_nobody_waiting(hall):
    broken = subscribed(home())
    Subscription.objects.filter(pk=broken.pk).update(email="nic")
    subscribed(home(), "petr@example.org")
    hall.until_open()
    assert run_news() == [OPENED]

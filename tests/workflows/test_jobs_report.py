"""Administrators see how the clock and the mail are doing, and try again what was given up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from workflows.jobs.health import health
from workflows.jobs.running import TICK, run_all
from workflows.mail.outbox import post
from workflows.models import Heartbeat, OutgoingMail

from .browser import administrator, signed_in, soup, words

pytestmark = pytest.mark.django_db

LATE = "The command kpss_tick has not come through since"


@pytest.fixture
def browser():
    return signed_in(administrator())


@pytest.fixture
def given_up() -> OutgoingMail:
    """A mail that no try brought to its reader."""
    mail = post("jedna", "jana@example.org", "Plán čeká", "Prosím o vyjádření.")
    OutgoingMail.objects.update(failed_at=timezone.now(), tries=13, last_error="ConnectionRefusedError")
    mail.refresh_from_db()
    return mail


def address() -> str:
    return reverse("kpss_workflows_admin:jobs")


def let_tick_be(minutes: int) -> None:
    """The last tick came through so many minutes ago."""
    run_all()
    Heartbeat.objects.filter(job=TICK).update(last_finished=timezone.now() - timedelta(minutes=minutes))


def test_report_says_what_ran_and_how(browser):
    with time_machine.travel(datetime(2026, 7, 1, 10, tzinfo=UTC), tick=False):
        run_all()
    with time_machine.travel(datetime(2026, 7, 1, 10, 30, tzinfo=UTC), tick=False):
        text = words(browser.get(address())).replace("\xa0", " ")
    assert "The command kpss_tick came through last on 1. 7. 2026 12:00." in text
    assert "Transitions whose time has come 1. 7. 2026 12:00 0 0" in text
    assert "0 mails wait to be sent. 0 were given up after three days." in text


def test_report_before_the_first_tick_says_so(browser):
    text = words(browser.get(address()))
    assert "has not run yet, and nothing waits for it" in text
    assert "Sending mail never 0 0" in text


def test_late_tick_is_a_warning_where_something_waits_for_it(browser, hall):
    let_tick_be(61)
    assert LATE in words(browser.get(address()))
    assert LATE in words(browser.get(reverse("wagtailadmin_home")))


def test_tick_that_never_came_is_a_warning_where_something_waits_for_it(browser, hall):
    assert "The command kpss_tick has never come through." in words(browser.get(reverse("wagtailadmin_home")))


def test_recent_tick_is_no_warning(browser, hall):
    let_tick_be(59)
    assert LATE not in words(browser.get(address()))
    assert "kpss_tick" not in words(browser.get(reverse("wagtailadmin_home")))


def test_late_tick_is_no_warning_where_nothing_waits(browser):
    let_tick_be(600)
    assert "kpss_tick" not in words(browser.get(reverse("wagtailadmin_home")))


def test_waiting_mail_waits_for_the_tick(browser):
    let_tick_be(600)
    post("jedna", "jana@example.org", "Plán čeká", "Prosím o vyjádření.")
    assert health().is_late


def test_editors_see_neither_the_report_nor_the_warning(hall, given_up):
    editor = signed_in(hall.secretary)
    assert editor.get(address()).status_code == 302
    assert editor.post(address(), {"mail": "all"}).status_code == 302
    assert not OutgoingMail.objects.waiting().exists()
    home = editor.get(reverse("wagtailadmin_home")).content.decode()
    assert "kpss_tick" not in home
    assert address() not in home


def test_report_is_among_wagtails_reports(browser):
    assert address() in browser.get(reverse("wagtailadmin_home")).content.decode()


def test_mail_that_was_given_up_is_shown_and_tried_again(browser, given_up, mailoutbox):
    page = browser.get(address())
    assert "Plán čeká jana@example.org" in words(page)
    assert "13 ConnectionRefusedError given up" in words(page)
    button = soup(page).find("button", attrs={"name": "mail", "value": str(given_up.pk)})
    answer = browser.post(address(), {"mail": button["value"]}, follow=True)
    assert "1 mail will be tried again within minutes." in words(answer)
    run_all()
    assert [message.to for message in mailoutbox] == [["jana@example.org"]]
    assert ModelLogEntry.objects.get(action="kpss_workflows.mail_retried").label == "jedna"


def test_second_click_says_that_it_was_sent(browser, given_up):
    browser.post(address(), {"mail": given_up.pk})
    run_all()
    answer = browser.post(address(), {"mail": given_up.pk}, follow=True)
    assert "This mail was sent meanwhile." in words(answer)


def test_all_are_tried_again_at_once(browser, given_up, mailoutbox):
    post("druhá", "petr@example.org", "Plán čeká", "Prosím.")
    OutgoingMail.objects.update(failed_at=timezone.now())
    assert "Try everything again that was given up" in words(browser.get(address()))
    browser.post(address(), {"mail": "all"})
    run_all()
    assert len(mailoutbox) == 2


def test_erased_mail_is_not_offered_again(browser, given_up):
    OutgoingMail.objects.update(to="", subject="", text="")
    page = browser.get(address())
    assert "erased erased" in words(page)
    assert not soup(page).find("button", attrs={"name": "mail"})
    answer = browser.post(address(), {"mail": given_up.pk}, follow=True)
    assert "were erased" in words(answer)
    assert not OutgoingMail.objects.waiting().exists()


@pytest.mark.parametrize("value", ["", "0", "999999999999999999", "9" * 40, "x", "-1", "²"])
def test_mail_that_is_not_there_is_said_not_to_be(browser, value):
    answer = browser.post(address(), {"mail": value}, follow=True)
    assert "taken back" in words(answer)


def test_long_list_is_turned_over(browser):
    OutgoingMail.objects.bulk_create(
        OutgoingMail(key=f"{number}", to="a@b.cz", subject="x" * 255, tries=1) for number in range(60)
    )
    assert len(soup(browser.get(address())).find_all("button", attrs={"name": "mail"})) == 50
    assert len(soup(browser.get(address() + "?p=2")).find_all("button", attrs={"name": "mail"})) == 10

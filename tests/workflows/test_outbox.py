"""Mail: nothing is lost, nobody waits, and the same thing is told once."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from workflows.jobs.running import run_job
from workflows.mail import delivery
from workflows.mail.outbox import post, recall
from workflows.models import OutgoingMail

from .post_office import PostOffice, silent_server, smtp
from .test_races import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(monkeypatch) -> PostOffice:
    """The mail server of the town hall."""
    monkeypatch.setattr(delivery, "default_server", office := PostOffice())
    return office


def a_mail(key: str = "jedna", to: str = "jana@example.org", **changes) -> OutgoingMail:
    return post(key, to, **{"subject": "Plán čeká", "text": "Prosím o vyjádření."} | changes)


def deliver(*, later: timedelta = timedelta(0)):
    """One round of the postman, some time after now."""
    return run_job("mail", timezone.now() + later)


# Writing


def test_mail_of_a_refused_deed_was_never_written(office):
    with transaction.atomic():
        a_mail()
        transaction.set_rollback(True)
    deliver()
    assert office.sent == []


def test_same_key_is_one_mail(office):
    assert a_mail() == a_mail(subject="Ještě jednou", to="petr@example.org")
    deliver()
    assert office.addresses == ["jana@example.org"]


def test_sent_mail_is_not_told_again(office):
    a_mail()
    deliver()
    a_mail()
    deliver()
    assert len(office.sent) == 1


@pytest.mark.parametrize(
    "address",
    ["", "jana", "jana@example.org\nBcc: all@example.org", "jana@example.org, petr@example.org", "<a@b.cz>"],
)
def test_what_is_no_single_address_is_refused(address):
    with pytest.raises(ValidationError):
        a_mail(to=address)
    assert not OutgoingMail.objects.exists()


def test_line_break_in_the_subject_begins_no_header(office):
    a_mail(subject="Plán\r\nBcc: all@example.org\n\nTělo " + "ž" * 300)
    deliver()
    [message] = office.sent
    assert message.recipients() == ["jana@example.org"]
    assert message.subject.startswith("Plán Bcc: all@example.org Tělo žž")
    assert len(message.subject) == 255


def test_recalled_mail_is_not_sent(office):
    a_mail()
    assert recall("jedna")
    assert not recall("jedna")
    deliver()
    assert office.sent == []


def test_sent_mail_cannot_be_recalled(office):
    a_mail()
    deliver()
    assert not recall("jedna")
    assert OutgoingMail.objects.get().sent_at


# Who sends it


def test_request_that_writes_mail_sends_none(office, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        a_mail()
    assert office.opened == 0


def test_queue_of_the_host_sends_after_the_commit(office, monkeypatch, django_capture_on_commit_callbacks):
    from workflows.jobs.queue import deliver as task

    backend = type("Queue", (), {"enqueue": lambda self, task, args, kwargs: task.func()})
    monkeypatch.setattr(type(task), "get_backend", lambda self: backend())
    with django_capture_on_commit_callbacks(execute=True):
        a_mail()
        assert office.sent == []
    assert office.addresses == ["jana@example.org"]


def test_queue_that_is_down_loses_nothing_and_breaks_nothing(
    office, monkeypatch, django_capture_on_commit_callbacks
):
    from workflows.jobs.queue import deliver as task

    class Down:
        def enqueue(self, *args):
            raise ConnectionError

    monkeypatch.setattr(type(task), "get_backend", lambda self: Down())
    with django_capture_on_commit_callbacks(execute=True):
        a_mail()
    deliver()
    assert office.addresses == ["jana@example.org"]


# Sending


def test_sent_mail_forgets_what_it_said(office):
    a_mail(html="<p>Prosím o vyjádření.</p>")
    report = deliver()
    mail = OutgoingMail.objects.get()
    assert (mail.text, mail.html, mail.tries) == ("", "", 1)
    assert mail.sent_at
    assert len(report.done) == 1
    assert office.sent[0].alternatives[0][0] == "<p>Prosím o vyjádření.</p>"
    assert office.sent[0].extra_headers["Auto-Submitted"] == "auto-generated"


def test_second_try_bears_the_same_message_id(office):
    a_mail()
    first = delivery.message_of(OutgoingMail.objects.get()).extra_headers["Message-ID"]
    office.is_down = True
    deliver()
    office.is_down = False
    deliver(later=timedelta(minutes=2))
    assert office.sent[0].extra_headers["Message-ID"] == first
    a_mail("druhá")
    deliver()
    assert office.sent[1].extra_headers["Message-ID"] != first


def test_dead_server_is_asked_once_a_round_and_loses_nothing(office):
    for number in range(5):
        a_mail(f"mail {number}")
    office.is_down = True
    report = deliver()
    assert office.opened == 1
    assert report.failed[0].endswith("ConnectionRefusedError")
    office.is_down = False
    deliver(later=timedelta(minutes=2))
    assert len(office.sent) == 5


def test_refused_address_stops_no_other_mail(office):
    office.refuses = {"nikdo@example.org"}
    a_mail("jedna", "nikdo@example.org")
    a_mail("druhá", "jana@example.org")
    a_mail("třetí", "petr@example.org")
    deliver()
    assert office.addresses == ["jana@example.org", "petr@example.org"]
    assert OutgoingMail.objects.waiting().get().last_error == "SMTPRecipientsRefused"


def test_wording_that_cannot_be_sent_stops_no_other_mail(office):
    a_mail("jedna")
    OutgoingMail.objects.update(subject="dva\nřádky")
    a_mail("druhá")
    deliver()
    assert len(office.sent) == 1
    assert OutgoingMail.objects.waiting().get().key == "jedna"


def test_failure_that_the_backend_swallows_is_not_taken_for_success(office):
    office.sends_nothing = True
    a_mail()
    deliver()
    assert OutgoingMail.objects.waiting().get().last_error == "NotSent"


def test_next_try_comes_later_and_later_for_three_days_and_then_it_is_given_up(office):
    office.is_down = True
    a_mail()
    start = timezone.now()
    waits, moment = [], start
    while (mail := OutgoingMail.objects.get()).is_waiting:
        waits.append(mail.next_try_at - moment)
        moment = mail.next_try_at
        run_job("mail", moment)
    assert waits[1:5] == [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60)]
    assert waits == sorted(waits)
    assert timedelta(days=3) <= moment - start <= timedelta(days=4)
    assert mail.text
    assert list(OutgoingMail.objects.dead()) == [mail]
    office.is_down = False
    deliver(later=timedelta(days=9))
    assert office.sent == []


def test_mail_in_the_hands_of_a_killed_process_is_sent_by_the_next(office):
    a_mail()
    office.kills_its_client = True
    with pytest.raises(KeyboardInterrupt):
        deliver()
    office.kills_its_client = False
    deliver(later=timedelta(minutes=1))
    assert office.sent == []
    deliver(later=timedelta(minutes=20))
    assert len(office.sent) == 1


def test_mail_taken_late_in_a_long_round_is_nobody_elses(office):
    a_mail()
    began = timezone.now() - timedelta(minutes=20)
    OutgoingMail.objects.update(next_try_at=began)
    assert delivery.claim(began)
    assert delivery.claim(timezone.now()) is None


def test_mail_that_kills_every_process_is_given_up_at_last(office):
    a_mail()
    office.kills_its_client = True
    for _try in range(len(delivery.BACK_OFF) + 1):
        OutgoingMail.objects.update(next_try_at=timezone.now())
        with pytest.raises(KeyboardInterrupt):
            deliver()
    OutgoingMail.objects.update(next_try_at=timezone.now())
    deliver()
    assert OutgoingMail.objects.dead().get().last_error == "NeverFinished"


def test_silent_server_is_not_waited_for_longer_than_the_limit(monkeypatch):
    with silent_server() as port:
        server = smtp(port=port, timeout=0.5)
        monkeypatch.setattr(delivery, "default_server", lambda: server)
        for number in range(5):
            a_mail(f"mail {number}")
        began = time.monotonic()
        report = deliver()
    assert time.monotonic() - began < 3
    assert len(report.failed) == 1
    assert OutgoingMail.objects.waiting().count() == 5


def test_site_without_a_limit_gets_one(monkeypatch, settings):
    opened = []
    server = smtp(port=1)
    monkeypatch.setattr(server, "open", lambda: opened.append(server.timeout))
    monkeypatch.setattr(server, "timeout", None)
    monkeypatch.setattr(delivery, "default_server", lambda: server)
    a_mail()
    deliver()
    assert opened[0] == 10


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_deliveries_at_once_send_each_mail_once(office):
    for number in range(20):
        a_mail(f"mail {number}")
    reports = at_once(*[deliver] * 4)
    assert sorted(office.addresses) == ["jana@example.org"] * 20
    assert not [failed for report in reports for failed in report.failed]


# Forgetting


def test_old_mail_forgets_whom_it_went_to_and_is_still_not_told_again(office):
    a_mail()
    deliver()
    run_job("forgetting", timezone.now() + timedelta(days=29))
    assert OutgoingMail.objects.get().to
    run_job("forgetting", timezone.now() + timedelta(days=31))
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.subject, mail.text) == ("", "", "")
    a_mail()
    deliver()
    assert len(office.sent) == 1


def test_old_mail_that_was_given_up_forgets_its_wording_too(office, settings):
    settings.KPSS_MAIL_KEPT_DAYS = 2
    a_mail()
    OutgoingMail.objects.update(failed_at=timezone.now())
    run_job("forgetting", timezone.now() + timedelta(days=3))
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.subject, mail.text) == ("", "", "")


def test_waiting_mail_forgets_nothing(office):
    a_mail()
    run_job("forgetting", timezone.now() + timedelta(days=300))
    assert OutgoingMail.objects.get().text

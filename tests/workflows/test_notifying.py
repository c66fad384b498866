"""Whoever has to act next is told, once, and no transition waits for a mail server or fails with it."""

from __future__ import annotations

import pytest
import wagtail.admin.mail
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.utils.translation import get_language
from wagtail.users.models import UserProfile

from workflows.jobs.running import run_all
from workflows.mail import delivery, notifying
from workflows.models import OutgoingMail

from .browser import administrator
from .post_office import PostOffice
from .story import decide, end_consultation, make, person, state_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]


@pytest.fixture
def hall(hall):
    """Everybody in the town hall has an address."""
    for user in get_user_model().objects.all():
        get_user_model().objects.filter(pk=user.pk).update(email=f"{user.username}@example.org")
    return hall


@pytest.fixture
def office(monkeypatch) -> PostOffice:
    monkeypatch.setattr(delivery, "default_server", office := PostOffice())
    return office


def told() -> list[str]:
    """Whom the mails in the outbox wait to reach."""
    return sorted(OutgoingMail.objects.waiting().values_list("to", flat=True))


def test_whoever_decides_next_is_told(hall, office, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://kpss.example.org"
    make(hall.page, "submit", hall.writer, comment="Prosím do pátku.")
    run_all()
    [message] = office.sent
    assert message.recipients() == ["mayor@example.org"]
    assert message.subject == "Waiting for you: Ořez stromů"
    assert "“Ořez stromů” waits for you in the state “U starosty”." in message.body
    assert "writer passed it on." in message.body
    assert "Prosím do pátku." in message.body
    assert f"https://kpss.example.org/admin/kpss-workflows/page/{hall.page.pk}/" in message.body


def test_whoever_moved_the_page_is_not_told(hall):
    vicemayor = person("mayor", name="vicemayor")
    get_user_model().objects.filter(pk=vicemayor.pk).update(email="vicemayor@example.org")
    make(hall.page, "submit", hall.writer)
    assert told() == ["mayor@example.org", "vicemayor@example.org"]
    make(hall.page, "send_back", hall.mayor, comment="Znovu.")
    assert told() == ["writer@example.org"]


def test_page_that_moved_on_waits_for_nobody_any_more(hall, office):
    make(hall.page, "submit", hall.writer)
    make(hall.page, "approve", hall.mayor)
    run_all()
    assert "mayor@example.org" not in office.addresses
    assert "secretary@example.org" in office.addresses


def test_second_return_is_told_again(hall, office):
    for _round in range(2):
        make(hall.page, "submit", hall.writer)
        make(hall.page, "send_back", hall.mayor, comment="Znovu.")
        run_all()
    assert office.addresses.count("writer@example.org") == 2


def test_what_the_clock_will_end_waits_for_nobody(hall):
    hall.until_open()
    assert told() == []


def test_what_the_clock_ended_waits_for_the_secretary(hall, office):
    hall.until_open()
    end_consultation(hall.consultation)
    run_all()
    assert state_of(hall.page) == "settlement"
    assert office.addresses == ["secretary@example.org"]
    assert "passed it on" not in office.sent[0].body


def test_published_page_waits_for_nobody(hall):
    second = person("secretary", name="second")
    get_user_model().objects.filter(pk=second.pk).update(email="second@example.org")
    hall.until_assembly()
    assert told() == ["second@example.org"]
    decide(hall.page, hall.secretary)
    assert told() == []


def test_deed_that_leads_nowhere_tells_nobody(hall):
    second = person("secretary", name="second")
    get_user_model().objects.filter(pk=second.pk).update(email="second@example.org")
    hall.until_assembly()
    OutgoingMail.objects.all().delete()
    make(hall.page, "publish_settlements", hall.secretary)
    assert told() == []


def test_person_who_wants_no_mail_gets_none(hall):
    UserProfile.objects.create(user=hall.mayor, submitted_notifications=False)
    make(hall.page, "submit", hall.writer)
    assert told() == []


def test_person_is_told_in_their_language(hall, monkeypatch):
    languages = []
    monkeypatch.setattr(notifying, "_write", lambda *args: languages.append(get_language()))
    UserProfile.objects.create(user=hall.mayor, preferred_language="cs")
    make(hall.page, "submit", hall.writer)
    make(hall.page, "approve", hall.mayor)
    assert languages == ["cs", "en"]


def test_whoever_could_only_send_it_back_is_not_waited_for(hall):
    make(hall.page, "submit", hall.writer)
    assert "secretary@example.org" not in told()


@pytest.mark.parametrize("email", ["", "žádný", "a@b.cz\nBcc: all@example.org"])
def test_person_without_an_address_hinders_nothing(hall, email):
    get_user_model().objects.filter(pk=hall.mayor.pk).update(email=email)
    make(hall.page, "submit", hall.writer)
    assert state_of(hall.page) == "mayor"
    assert told() == []


def test_person_who_left_is_not_told(hall):
    get_user_model().objects.filter(pk=hall.mayor.pk).update(is_active=False)
    make(hall.page, "submit", hall.writer)
    assert told() == []


def test_administrators_as_such_are_not_told(hall):
    get_user_model().objects.filter(pk=administrator().pk).update(email="admin@example.org")
    make(hall.page, "submit", hall.writer)
    assert told() == ["mayor@example.org"]


def test_site_may_do_without(hall, settings):
    settings.KPSS_TELL_WHO_IS_NEXT = False
    make(hall.page, "submit", hall.writer)
    assert told() == []


def test_nobody_is_told_of_what_is_only_told_again(hall):
    with notifying.nobody_told():
        make(hall.page, "submit", hall.writer)
    assert told() == []
    make(hall.page, "approve", hall.mayor)
    assert told() == ["secretary@example.org"]


def test_transition_stands_though_the_mail_could_not_be_written(hall, monkeypatch):
    def broken(*args):
        OutgoingMail.objects.create(key="x" * 20, subject=None)

    monkeypatch.setattr(notifying, "_write", broken)
    make(hall.page, "submit", hall.writer)
    assert state_of(hall.page) == "mayor"


def test_refused_transition_tells_nobody(hall):
    with pytest.raises(Exception, match="no role"):
        make(hall.page, "submit", hall.mayor)
    assert told() == []


def test_no_transition_calls_the_mail_server(hall, monkeypatch, office, django_capture_on_commit_callbacks):
    calls = []
    monkeypatch.setattr(wagtail.admin.mail, "get_connection", lambda *args, **kwargs: calls.append(args))
    with django_capture_on_commit_callbacks(execute=True):
        hall.until_assembly()
        decide(hall.page, hall.secretary)
    assert hall.fresh().live
    assert calls == []
    assert office.opened == 0


def test_tick_says_nothing_of_people(hall, office, capsys, caplog):
    office.refuses = {"mayor@example.org"}
    make(hall.page, "submit", hall.writer)
    with pytest.raises(SystemExit):
        call_command("kpss_tick")
    printed = "".join(capsys.readouterr())
    assert "SMTPRecipientsRefused" in printed
    assert "SMTPRecipientsRefused" in caplog.text
    assert "example.org" not in printed + caplog.text


def test_listener_of_the_host_that_fails_after_the_commit_breaks_nothing(
    hall, django_capture_on_commit_callbacks
):
    from wagtail.signals import workflow_approved

    heard = []

    def broken(sender, instance, user, **kwargs):
        heard.append(instance)
        raise RuntimeError

    workflow_approved.connect(broken)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            hall.until_assembly()
            decide(hall.page, hall.secretary)
    finally:
        workflow_approved.disconnect(broken)
    assert len(heard) == 1
    assert hall.fresh().live

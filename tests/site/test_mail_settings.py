"""The site never waits long for its mail server; without one, mail is read in the terminal."""

from __future__ import annotations

from io import StringIO
from runpy import run_path

import django
from django.core.mail import EmailMessage
from django.utils.module_loading import import_string

from kpss_site.settings import mail
from kpss_site.terminal_mail import EmailBackend


def test_server_is_given_ten_seconds(monkeypatch):
    monkeypatch.setenv("KPSS_MAIL_HOST", "mail.example.org")
    chosen = run_path(mail.__file__)
    if django.VERSION >= (6, 1):
        assert chosen["MAILERS"]["default"]["OPTIONS"]["timeout"] == 10
        assert "EMAIL_TIMEOUT" not in chosen
    else:
        assert chosen["EMAIL_TIMEOUT"] == 10
        assert "EMAIL_TIMEOUT" in chosen["__all__"]


def test_without_a_server_mail_goes_to_the_terminal(monkeypatch):
    monkeypatch.delenv("KPSS_MAIL_HOST", raising=False)
    assert import_string(run_path(mail.__file__)["BACKEND"]) is EmailBackend


def test_terminal_shows_mail_as_people_read_it():
    terminal = StringIO()
    message = EmailMessage("Čeká na vás: Plán", "Přečtěte si žádost.", "kpss@localhost", ["jana@example.org"])
    EmailBackend(stream=terminal).send_messages([message])
    assert "Subject: Čeká na vás: Plán\n" in terminal.getvalue()
    assert "To: jana@example.org\n" in terminal.getvalue()
    assert "\nPřečtěte si žádost.\n" in terminal.getvalue()

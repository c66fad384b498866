"""The site never waits long for its mail server."""

from __future__ import annotations

from runpy import run_path

import django

from kpss_site.settings import mail


def test_server_is_given_ten_seconds(monkeypatch):
    monkeypatch.setenv("KPSS_MAIL_HOST", "mail.example.org")
    chosen = run_path(mail.__file__)
    if django.VERSION >= (6, 1):
        assert chosen["MAILERS"]["default"]["OPTIONS"]["timeout"] == 10
        assert "EMAIL_TIMEOUT" not in chosen
    else:
        assert chosen["EMAIL_TIMEOUT"] == 10
        assert "EMAIL_TIMEOUT" in chosen["__all__"]


def test_without_a_server_mail_goes_to_the_console(monkeypatch):
    monkeypatch.delenv("KPSS_MAIL_HOST", raising=False)
    assert run_path(mail.__file__)["BACKEND"].endswith("console.EmailBackend")

"""The clock that runs beside the demonstration's server: quiet, and not stopped by a failure."""

from __future__ import annotations

import pytest
from wagtail.models import Site

from kpss_site.demo import clock
from kpss_site.demo.front_page import SITE_NAME, ensure_front_page
from workflows.jobs.running import Report
from workflows.management.commands import kpss_tick
from workflows.models.heartbeat import Heartbeat

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kept_connection(monkeypatch) -> None:
    """The clock closes the connection of its thread; here that is the test's."""
    monkeypatch.setattr(clock.connection, "close", lambda: None)


def test_tick_calls_the_clock_and_says_nothing(capsys, caplog):
    clock.tick()
    assert Heartbeat.objects.filter(last_finished__isnull=False).exists()
    assert "".join(capsys.readouterr()) + caplog.text == ""


def test_failed_job_is_told(monkeypatch, caplog):
    monkeypatch.setattr(kpss_tick, "run_all", lambda: Report(failed=["mail 1: SMTPServerDisconnected"]))
    clock.tick()
    assert "mail 1: SMTPServerDisconnected" in caplog.text


def test_broken_tick_is_told_and_the_next_one_comes(monkeypatch, caplog):
    def broken():
        raise RuntimeError("broken")

    monkeypatch.setattr(kpss_tick, "run_all", broken)
    clock.tick()
    clock.tick()
    assert caplog.text.count("RuntimeError: broken") == 2


def test_site_has_a_name_and_keeps_the_one_it_was_given():
    ensure_front_page(8000)
    assert Site.objects.get(is_default_site=True).site_name == SITE_NAME
    Site.objects.update(site_name="Naše město")
    ensure_front_page(8123)
    assert Site.objects.get(is_default_site=True).site_name == "Naše město"

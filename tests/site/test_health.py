"""What the site tells the machines that watch it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from tests.workflows.story import load_notice
from workflows.jobs.running import TICK, run_all
from workflows.mail.outbox import post
from workflows.models import Heartbeat, OutgoingMail

pytestmark = pytest.mark.django_db


def test_site_without_work_for_the_clock_is_well(client):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok",
        "database": "ok",
        "tick": {"finished": None, "late": False},
        "jobs": {},
        "mail": {"waiting": 0, "given_up": 0},
    }
    assert "no-store" in answer["Cache-Control"]


def test_late_tick_is_told_by_the_status(client):
    load_notice()
    assert client.get("/healthz").status_code == 503
    run_all()
    assert client.get("/healthz").status_code == 200
    Heartbeat.objects.filter(job=TICK).update(last_finished=timezone.now() - timedelta(minutes=61))
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["status"]) == (503, "late")


def test_proxy_is_not_told_to_stay_away_by_a_late_tick(client):
    load_notice()
    assert client.get("/readyz").status_code == 200


def test_dead_letters_are_counted_and_nobody_is_named(client):
    post("jedna", "jana@example.org", "Plán čeká", "Prosím.")
    OutgoingMail.objects.update(failed_at=timezone.now(), last_error="SMTPRecipientsRefused")
    run_all()
    answer = client.get("/healthz")
    assert answer.json()["mail"] == {"waiting": 0, "given_up": 1}
    assert "jana" not in answer.content.decode()
    assert "Plán" not in answer.content.decode()


def test_database_that_does_not_answer_is_told_by_the_status(client):
    def gone(*args):
        raise DatabaseError("host=10.0.0.7 password=secret")

    with connection.execute_wrapper(gone):
        answers = [client.get("/healthz"), client.get("/readyz")]
    for answer in answers:
        assert answer.status_code == 503
        assert answer.json() == {"status": "broken", "database": "no answer"}


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_only_asking_is_allowed(client, address):
    assert client.post(address).status_code == 405

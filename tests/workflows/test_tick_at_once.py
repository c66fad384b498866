"""The tick twice at once, hung, taken over, and killed at every statement: the result is the same."""

from __future__ import annotations

import os
import re
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.mail.backends.filebased import EmailBackend
from django.core.management import call_command
from django.utils import timezone

from tests.testapp.models import NoticePage
from workflows.jobs import registry
from workflows.jobs.lease import LENGTH, Hold, TakenOver
from workflows.jobs.registry import Deed
from workflows.jobs.running import TICK, run_all
from workflows.mail import delivery
from workflows.mail.outbox import post
from workflows.models import Consultation, Heartbeat, Lease, OutgoingMail

from .killing import in_processes, survived
from .story import TownHall, end_consultation, state_of
from .test_races import at_once, log_of
from .test_tick import another_open_notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def only_job(monkeypatch):
    """Put one job of our own in the place of all others."""

    def put(deeds):
        monkeypatch.setattr(registry, "_jobs", {})
        registry.register_job("own", "Own", deeds)

    return put


def run() -> str:
    output = StringIO()
    call_command("kpss_tick", stdout=output, stderr=StringIO())
    return output.getvalue()


def held_elsewhere(until) -> Lease:
    return Lease.objects.create(name=TICK, holder="another-machine 1 x", held_until=until)


# The lease


def test_second_tick_leaves_with_a_sentence(only_job):
    done = []
    only_job(lambda now: [Deed("one", lambda: done.append(1))])
    held_elsewhere(timezone.now() + LENGTH)
    assert run() == "Another kpss_tick is at work, so this one leaves the rest to it.\n"
    assert done == []


def test_lease_of_a_tick_that_hung_or_died_elsewhere_ends(only_job):
    only_job(lambda now: [Deed("one", lambda: "done")])
    held_elsewhere(timezone.now() - timedelta(seconds=1))
    assert run() == "own, one: done\n"


def test_tick_gives_the_lease_back_even_if_it_fails(only_job):
    def broken(now):
        raise RuntimeError

    only_job(broken)
    with pytest.raises(SystemExit):
        run()
    only_job(lambda now: [Deed("one", lambda: "done")])
    assert run() == "own, one: done\n"


def test_dead_holder_on_this_machine_is_not_waited_for():
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    hold = Hold("x")
    dead = hold.holder.replace(f" {os.getpid()} ", f" {child} ")
    Lease.objects.create(name="x", holder=dead, held_until=timezone.now() + LENGTH)
    assert hold.take()


def test_living_holder_on_this_machine_is_waited_for():
    assert Hold("x").take()
    assert not Hold("x").take()


def test_long_tick_keeps_its_lease_by_signs_of_life(only_job):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        refused = []

        def slow():
            clock.shift(LENGTH * 0.9)
            refused.append(not Hold(TICK).take())

        only_job(lambda now: [Deed(f"{number}", slow) for number in range(5)])
        assert not run_all().is_elsewhere
    assert refused == [True] * 5


def test_tick_that_wakes_up_after_somebody_took_over_leaves(only_job):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        done = []

        def hung():
            done.append(1)
            clock.shift(LENGTH * 2)
            assert Hold(TICK).take()

        only_job(lambda now: [Deed(f"{number}", hung) for number in range(5)])
        assert run_all().is_elsewhere
        assert done == [1]
        # It did not give back what is no longer its own, and does not pretend to have finished.
        assert not Hold(TICK).take()
    assert Heartbeat.objects.get(job=TICK).last_finished is None


def test_sign_of_life_after_the_end_says_that_it_was_taken_over():
    with time_machine.travel(timezone.now(), tick=False) as clock:
        hold = Hold("x")
        assert hold.take()
        clock.shift(LENGTH * 2)
        assert Hold("x").take()
        with pytest.raises(TakenOver):
            hold.keep()


# Jobs of others


def test_job_whose_list_breaks_off_stops_no_other_job(only_job):
    def breaks_off(now):
        yield Deed("first", lambda: "done")
        raise RuntimeError

    only_job(breaks_off)
    registry.register_job("next", "Next", lambda now: [Deed("one", lambda: "done")])
    report = run_all()
    assert report.done == ["own, first: done", "next, one: done"]
    assert report.failed == ["own, list: RuntimeError"]


def test_mail_goes_last_so_that_it_takes_what_the_others_wrote():
    registry.register_job("late-comer", "Late comer", lambda now: [])
    try:
        assert [job.name for job in registry.jobs()][-1] == "mail"
    finally:
        del registry._jobs["late-comer"]


def test_heartbeat_says_when_and_how_it_went(only_job):
    def poisoned():
        raise RuntimeError("Paní Nováková, jana@example.org")

    only_job(lambda now: [Deed("one", lambda: "done"), Deed("two", poisoned), Deed("three", lambda: None)])
    run_all()
    for job in ("own", TICK):
        beat = Heartbeat.objects.get(job=job)
        assert (beat.last_done, beat.last_failed) == (1, 1)
        assert beat.last_error == "own, two: RuntimeError"
        assert beat.last_started <= beat.last_finished


# Really at once


def an_ended_notice(hall: TownHall, slug: str) -> NoticePage:
    """One more notice of the town, whose closing second has come."""
    page = another_open_notice(hall, slug)
    end_consultation(Consultation.objects.latest_of(page))
    return page


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_ticks_at_once_close_everything_once():
    hall = TownHall()
    for number in range(5):
        pages = [an_ended_notice(hall, f"kolo-{number}-{one}") for one in range(3)]
        reports = at_once(*[run_all] * 3)
        assert not [failed for report in reports for failed in report.failed]
        assert [state_of(page) for page in pages] == ["settlement"] * 3
        assert [log_of(page, "close") for page in pages] == [1, 1, 1]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_ticks_of_several_processes_do_everything_once(tmp_path, monkeypatch):
    monkeypatch.setattr(delivery, "default_server", lambda: EmailBackend(file_path=tmp_path))
    hall = TownHall()
    for number in range(5):
        pages = [an_ended_notice(hall, f"kolo-{number}-{one}") for one in range(3)]
        post(f"mail {number}", "jana@example.org", "Plán", "Text")
        in_processes(run, 3)
        assert [state_of(page) for page in pages] == ["settlement"] * 3
        assert [log_of(page, "close") for page in pages] == [1, 1, 1]
    numbers = message_ids(tmp_path)
    assert len(numbers) == len(set(numbers)) == 5


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_tick_killed_at_any_statement_and_run_again_comes_to_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(delivery, "default_server", lambda: EmailBackend(file_path=tmp_path))
    hall = TownHall()
    came_through, killed = False, 0
    while not came_through:
        page = an_ended_notice(hall, f"oznameni-{killed}")
        post(f"mail {killed}", "jana@example.org", "Plán", "Text")
        came_through = survived(run_all, dies_at=1 + 2 * killed)
        assert wholly_before_or_after(page)
        report = run_all(timezone.now() + timedelta(minutes=20))
        assert not report.failed
        assert not report.is_elsewhere
        assert (state_of(page), log_of(page, "close")) == ("settlement", 1)
        assert not OutgoingMail.objects.waiting().exists()
        killed += not came_through
    assert killed > 10
    # At least once, and what came twice is seen to be the same.
    assert len(set(message_ids(tmp_path))) == killed + 1


def wholly_before_or_after(page: NoticePage) -> bool:
    """State, history and engine say the same."""
    open_ones = page.current_workflow_state.task_states.filter(status="in_progress").count()
    facts = (state_of(page), log_of(page, "close"), open_ones)
    return facts in [("consultation", 0, 1), ("settlement", 1, 1)]


def message_ids(folder: Path) -> list[str]:
    """The Message-ID of every mail that was sent, in any order."""
    return [
        number
        for file in folder.iterdir()
        for number in re.findall(r"^Message-ID: (.*)$", file.read_text(), re.M)
    ]

"""Running the jobs: each by itself, each deed by itself, and a heartbeat of every one."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection
from django.utils import timezone

from ..models.heartbeat import Heartbeat
from .lease import Hold, TakenOver
from .registry import Deed, Failed, Job, job, jobs

logger = logging.getLogger(__name__)

TICK = "tick"
"""The name under which the whole tick has its heartbeat and its lease."""


@dataclass
class Report:
    """What was done and what failed, in a few words each."""

    done: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    is_elsewhere: bool = False


def run_all(now: datetime | None = None) -> Report:
    """Run every job in order, unless another process is at it; then the report says so."""
    hold = Hold(TICK)
    if not hold.take():
        return Report(is_elsewhere=True)
    report = Report()
    try:
        with _heartbeat(TICK, report):
            for one in jobs():
                _run(one, now or timezone.now(), report, hold.keep)
    except TakenOver:
        report.is_elsewhere = True
    finally:
        hold.release()
    return report


def run_job(name: str, now: datetime | None = None) -> Report:
    """Run one job, whoever else may be running it; its deeds bear that."""
    report = Report()
    _run(job(name), now or timezone.now(), report, lambda: None)
    return report


def _run(one: Job, now: datetime, report: Report, sign_of_life: Callable[[], None]) -> None:
    """Do the deeds of a job; what fails is written down and stops nothing."""
    own = Report()
    with _heartbeat(one.name, own):
        for deed in _listed(one, now):
            sign_of_life()
            _do(one, deed, own)
    report.done += own.done
    report.failed += own.failed


def _listed(one: Job, now: datetime) -> Iterator[Deed]:
    """The deeds of a job; a list that breaks off is one more failed deed."""
    try:
        yield from one.deeds(now)
    except Exception as error:
        yield Deed("list", _raising(error))


def _raising(error: Exception) -> Callable[[], str | None]:
    def act() -> str | None:
        raise error

    return act


def _do(one: Job, deed: Deed, report: Report) -> None:
    name = f"{one.name}, {deed.name}"
    try:
        words = deed.act()
    except Failed as failed:
        logger.warning("kpss_tick: %s failed: %s", name, failed)
        report.failed.append(f"{name}: {failed}")
    except Exception as error:
        logger.exception("kpss_tick: %s failed", name)
        report.failed.append(f"{name}: {type(error).__name__}")
        # The database may have gone; the next deed gets a new connection. (A test wraps all in one transaction.)
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
    else:
        if words:
            report.done.append(f"{name}: {words}")


@contextmanager
def _heartbeat(name: str, report: Report) -> Iterator[None]:
    """Write down when a piece of work began, and when it ended and how it went; what breaks off never ends."""
    Heartbeat.objects.update_or_create(job=name, defaults={"last_started": timezone.now()})
    yield
    Heartbeat.objects.filter(job=name).update(
        last_finished=timezone.now(),
        last_done=len(report.done),
        last_failed=len(report.failed),
        last_error=report.failed[-1] if report.failed else "",
    )

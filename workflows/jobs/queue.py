"""Work through the host's own queue, right after the commit.

A queue that runs its tasks in the request, as Django's default does, is none: somebody would wait for it.
Whatever the queue loses, ``kpss_tick`` finds.
"""

from __future__ import annotations

try:
    from django.tasks import task
except ImportError:  # Django before 6.0; Wagtail brings the same library
    from django_tasks import task

from .registry import MAIL, TABLES
from .running import run_job


@task()
def deliver() -> None:
    """Send what waits; what fails is put off and tried again by the clock."""
    run_job(MAIL)


@task()
def make_tables() -> None:
    """Write the files of settlement tables that lack."""
    run_job(TABLES)


def make_tables_soon() -> None:
    """Ask the workers, if the host has any; else the clock comes within minutes."""
    if not _runs_in_the_request():
        make_tables.enqueue()


def deliver_soon() -> None:
    """Ask the workers, if the host has any."""
    if not _runs_in_the_request():
        deliver.enqueue()


def _runs_in_the_request() -> bool:
    # By name, because both libraries bring these classes.
    classes = {cls.__name__ for cls in type(deliver.get_backend()).__mro__}
    return bool(classes & {"ImmediateBackend", "DummyBackend"})

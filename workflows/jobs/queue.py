"""Mail through the host's own queue, right after the commit.

A queue that runs its tasks in the request, as Django's default does, is none: somebody would wait for the mail server.
Whatever the queue loses, ``kpss_tick`` finds.
"""

from __future__ import annotations

try:
    from django.tasks import task
except ImportError:  # Django before 6.0; Wagtail brings the same library
    from django_tasks import task

from .registry import MAIL
from .running import run_job


@task()
def deliver() -> None:
    """Send what waits; what fails is put off and tried again by the clock."""
    run_job(MAIL)


def deliver_soon() -> None:
    """Ask the workers, if the host has any."""
    if not _runs_in_the_request():
        deliver.enqueue()


def _runs_in_the_request() -> bool:
    # By name, because both libraries bring these classes.
    classes = {cls.__name__ for cls in type(deliver.get_backend()).__mro__}
    return bool(classes & {"ImmediateBackend", "DummyBackend"})

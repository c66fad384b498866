"""The clock as a process of its own, so that it can be killed like any other."""

from __future__ import annotations

import os
import time
from threading import Thread

from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone

from workflows.models import Lease

from .browser import Answer
from .referee import kill_after
from .victim import Death


def tick(delay: float | None = None, die_at: int | None = None) -> Answer:
    """Let ``kpss_tick`` run; kill it after ``delay`` seconds, or before its n-th statement that writes.

    The answer's status is 200 when it came to its end, 0 when it was killed.
    """
    # Whoever was killed before held the lease; let its time have run out.
    Lease.objects.update(held_until=timezone.now())
    started = time.monotonic()
    child = ticking(die_at)
    if delay is not None:
        # A signal to a child nobody has waited for reaches nobody else.
        killer = Thread(target=kill_after, args=[child, delay])
        killer.start()
        killer.join()
    _pid, status = os.waitpid(child, 0)
    return Answer(200 if status == 0 else 0, milliseconds=(time.monotonic() - started) * 1000)


def ticking(die_at: int | None) -> int:
    """Start the command in a copy of this process and return its number."""
    connections.close_all()
    if child := os.fork():
        return child
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        with connection.execute_wrapper(Death(die_at or 0)):
            call_command("kpss_tick")
        connections.close_all()
        os._exit(0)
    finally:
        os._exit(1)

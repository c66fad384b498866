"""The clock of the demonstration: what cron does elsewhere runs beside the server and ends with it."""

from __future__ import annotations

import logging
from io import StringIO
from threading import Event, Thread

from django.core.management import call_command
from django.db import connection

logger = logging.getLogger(__name__)

PAUSE = 30
"""Seconds between two ticks; a look around has no time for the minutes of a real site."""


def run_beside_the_server() -> None:
    """Tick until the process ends, however it does."""
    Thread(target=_run, name="kpss-clock", daemon=True).start()


def _run() -> None:
    while True:
        tick()
        Event().wait(PAUSE)


def tick() -> None:
    """Call the clock once; it is heard only if something fails."""
    said = StringIO()
    try:
        call_command("kpss_tick", stdout=said, stderr=said)
    except SystemExit:
        logger.warning("kpss_tick failed:\n%s", said.getvalue())
    except Exception:
        logger.exception("kpss_tick failed")
    finally:
        connection.close()

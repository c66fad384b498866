"""One run through a host: which pair, on which database, on which base page, and how it ended."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from . import project, story
from .running import Failed


@dataclass(frozen=True)
class Run:
    """A host to be made. ``database`` is the address of an empty PostgreSQL database, or nothing for SQLite."""

    name: str
    python: Path
    database: str = ""
    swapped: bool = False
    planning: bool = False

    def __str__(self) -> str:
        base = ", a base page of its own" if self.swapped else ""
        planning = ", planning of social services" if self.planning else ""
        return f"{self.name}, {'PostgreSQL' if self.database else 'SQLite'}{base}{planning}"


@dataclass(frozen=True)
class Result:
    """How a run ended, and what it said if it failed."""

    run: Run
    seconds: float
    problem: str = ""


def carry_out(run: Run, say: Callable[[str], None] = print) -> Result:
    """Make the host in a temporary folder and tell its story."""
    started = time.monotonic()
    tell = story.tell_planning if run.planning else story.tell
    try:
        with tempfile.TemporaryDirectory(prefix="kpss-host-") as folder:
            host = project.start(
                Path(folder).resolve(), run.python, database=run.database, swapped=run.swapped
            )
            tell(host, lambda chapter: say(f"  {run}: {chapter}"))
    except (Failed, AssertionError) as error:
        return Result(run, time.monotonic() - started, str(error))
    return Result(run, time.monotonic() - started)

"""The jobs of the clock, by name.

A job lists what is to be done at a moment; each deed is done by itself, so that one that fails stops no other::

    from workflows.jobs.registry import Deed, register_job

    def late_letters(now):
        for letter in Letter.objects.overdue(now):
            yield Deed(f"letter {letter.pk}", letter.send)

    register_job("letters", gettext_lazy("Send late letters"), late_letters)

Done twice, late, or by two at once, a deed must come to the same; it takes its own transaction and locks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime


class Failed(Exception):
    """A deed failed in a known way. Its words go to the log as they are, so they name nobody."""


@dataclass(frozen=True)
class Deed:
    """One thing to do, named for the log. ``act`` says in a few words what was done; nothing, if nothing was."""

    name: str
    act: Callable[[], str | None]


@dataclass(frozen=True)
class Job:
    """A named list of deeds."""

    name: str
    title: str
    deeds: Callable[[datetime], Iterable[Deed]]


MAIL = "mail"
TABLES = "tables"

_jobs: dict[str, Job] = {}


def register_job(name: str, title: str, deeds: Callable[[datetime], Iterable[Deed]]) -> None:
    """Add a job at the end, or put another in the place of the one with this name."""
    _jobs[name] = Job(name, title, deeds)


def jobs() -> list[Job]:
    """Every job in the order of registering, and mail last: what the others write is sent in the same run."""
    return sorted(_jobs.values(), key=lambda one: one.name == MAIL)


def job(name: str) -> Job:
    """Return the job of this name; ``KeyError`` if there is none."""
    return _jobs[name]

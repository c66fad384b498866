"""What a file says, before anybody judges it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.utils.translation import gettext as _

from .problems import Problem

MOST_ENTRIES = 5_000
"""Comments in one file."""

MOST_IN_A_LETTER = 1_000
"""Comments in one letter. A citizen writes fifty at most; a colleague who reviews a whole plan writes more."""

OF_A_LETTER = (
    "channel",
    "received",
    "sent",
    "reference_number",
    "role",
    "name",
    "organisation",
    "email",
)
"""What belongs to the whole letter, whichever of its rows says it."""


@dataclass
class Entry:
    """One comment of the file.

    ``mark`` joins rows into letters; an empty one stands alone. ``part`` is what the file calls the part, ``above`` the
    headings above it, the nearest first. ``facts`` holds what the row says of :data:`OF_A_LETTER`, days and times by
    the town hall's clock; ``written`` among them is when a Word file was written in.
    """

    where: str
    text: str
    mark: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    part: str = ""
    above: tuple[str, ...] = ()
    quote: str = ""
    proposed: str = ""
    warnings: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class Reading:
    """A file as it was read: its name, the SHA-256 of its bytes, its comments, and what was left out of it."""

    name: str
    sha256: str
    entries: list[Entry]
    notes: list[str] = field(default_factory=list)


@dataclass
class Letter:
    """Comments that came together, and what the file says of how they came."""

    entries: list[Entry] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    said_at: dict[str, str] = field(default_factory=dict)

    def add(self, entry: Entry, labels: dict[str, str]) -> None:
        """Take one more comment. What it says of the letter must not differ from what was said before."""
        self.entries.append(entry)
        for name, value in entry.facts.items():
            if self.facts.setdefault(name, value) == value:
                self.said_at.setdefault(name, entry.where)
                continue
            sentence = _("It differs from “%(where)s”, which has the same number of the letter.")
            problem = Problem(entry.where, labels.get(name, ""), sentence % {"where": self.said_at[name]})
            entry.problems.append(problem)


def span_of(first: str, last: str) -> str:
    """Write the numbers that letters were given: "1-0001–1-0017", or the one number."""
    return first if first == last else f"{first}–{last}"


def letters_of(entries: list[Entry], labels: dict[str, str]) -> Iterator[Letter]:
    """Join the entries into letters, in the order in which the file begins them."""
    letters: dict[Any, Letter] = {}
    alone = count()
    for entry in entries:
        letters.setdefault(entry.mark or next(alone), Letter()).add(entry, labels)
    return iter(letters.values())

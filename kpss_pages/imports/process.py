"""How a town plans, and where this is known from: lists on the portal."""

from __future__ import annotations

from collections.abc import Iterator

from . import words
from .kinds import Facts
from .monitoring import report_in_words

SINCE = "Komunitní plánování probíhá od roku %s."
PLANS = "Počet dosud zpracovaných plánů: %s."


def process_lists(town: Facts) -> list[tuple[str, dict[str, str]]]:
    """Return the lists for the portal's field ``process``; those the source leaves empty are left out."""
    return [
        ("list", {"heading": heading, "lines": "\n".join(lines)}) for heading, lines in _lists(town) if lines
    ]


def _lists(town: Facts) -> Iterator[tuple[str, list[str]]]:
    process = town["process"]
    for key, heading in words.PROCESS_HEADINGS.items():
        yield heading, process[key]
    yield words.HISTORY, list(_history(process))
    reports = [one for one in town["monitoring"] if isinstance(one, str) or not one["plan"]]
    yield words.MONITORING, [report_in_words(one) for one in reports]
    yield words.SOURCES, town["sources"]


def _history(process: Facts) -> Iterator[str]:
    if process["since_year"]:
        yield SINCE % process["since_year"]
    if process["plans_count"] is not None:
        yield PLANS % process["plans_count"]

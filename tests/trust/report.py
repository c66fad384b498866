"""Writes ``docs/trust.md`` from the figures of a long run, and says whether they are good."""

from __future__ import annotations

import os
import platform
from datetime import date
from pathlib import Path
from typing import Any

HEAD = """# Races, staleness, kills

Written by `make test-long` on {date}; do not edit. It took {minutes} minutes on {machine}.

| | {names} |
| --- |{lines}
{versions}

The reference site runs under gunicorn with four web processes, on SQLite as shipped (WAL, immediate transactions,
`synchronous=FULL`) and on PostgreSQL (without `fsync`, which only a power cut would show), both at once on this one
machine; the rounds of each kind are shared out among them. People sign in through Wagtail's own door and send their
forms over HTTP. After every round one and the same checker looks at the page: one open run with one current state, each
state decided once, a log that leads without a gap to where the page stands, versions numbered and their fingerprints
recomputed, the live text the decided text to the byte, every letter whole and answered. Whoever lost must have been
told so in a sentence, with the status 409. At the end `kpss_check` looked at all {pages} pages and found {findings}.

[`tests/trust/`](../tests/trust) holds all of it; that what was read is what is decided, however it may have changed
meanwhile, is told by [`test_staleness.py`](../tests/workflows/test_staleness.py) and
[`test_plan_staleness.py`](../tests/kpss_pages/test_plan_staleness.py).
"""

RACES = """## Races

Two people press at one moment. In a third of the rounds they start together, in a third up to 30 milliseconds apart,
and in a third neither process writes before both have read, which is the closest finish there is. *Wrong* counts rounds
in which the page contradicted itself, too many or too few were told that it was done, an answer was neither yes nor a
no with a sentence, or the server failed. *Ended* says who was told that it was done.

"""

STOCK_RACES = """## The same races on a stock Wagtail workflow

A stock page type, a stock workflow of two group approvals, Wagtail's own views, the same server and the same checker:
this is what the checks above can see. *Unaided* are the wrong rounds in which nobody was made to wait for the other.

"""

KILLS = """## Kills

`kill -9` of the process that serves the request, at a moment chosen evenly over the time that the action takes;
`close` is the command `kpss_tick`. Everything the database holds about the page is compared with what it held before
and with what the undisturbed action writes. *Before* and *after* are whole; *answered* is after, and the answer had
come; *half* would be neither. Then the same form is sent again, and the action must be done, once.

"""

STOCK_KILLS = """## The same kills on a stock Wagtail workflow

"""

SWEEPS = """## Killed before every statement

The process dies before its first statement that writes, then before its second, and so on to the end of the action:
no gap between two statements is left to chance.

"""


def written(runs: list[dict[str, Any]]) -> str:
    """Return the whole document."""
    parts = [head(runs)]
    for text, group, row in (
        (RACES, "races", race_row),
        (STOCK_RACES, "stock races", stock_race_row),
        (KILLS, "kills", kill_row),
        (STOCK_KILLS, "stock kills", kill_row),
        (SWEEPS, "sweeps", kill_row),
        ("", "stock sweeps", kill_row),
    ):
        chosen = [(run["database"], one) for run in runs for one in run["kinds"] if one["group"] == group]
        if chosen:
            caption = "On the stock workflow:\n\n" if group == "stock sweeps" else text
            parts.append(caption + table([row(database, one) for database, one in chosen]))
    return "\n".join(parts)


def head(runs: list[dict[str, Any]]) -> str:
    """Say when, where and on what."""
    names = [run["database"] for run in runs]
    return HEAD.format(
        date=date.today().isoformat(),
        minutes=round(max(run["seconds"] for run in runs) / 60),
        machine=f"{cpu()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}",
        names=" | ".join(names),
        lines=" --- |" * len(names),
        versions="\n".join(
            f"| {key} | {' | '.join(run['versions'][key] for run in runs)} |" for key in runs[0]["versions"]
        ),
        pages=sum(run["check"]["pages"] for run in runs),
        findings=sum(len(run["check"]["findings"]) for run in runs) or "nothing",
    )


def cpu() -> str:
    """Name the processor, as far as the system tells."""
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    return next(
        (line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine()
    )


def table(rows: list[dict[str, Any]]) -> str:
    """Draw a table, its columns from the first row."""
    names = list(rows[0])
    lines = [f"| {' | '.join(names)} |", f"|{' --- |' * len(names)}"]
    return "\n".join([*lines, *(f"| {' | '.join(str(row[name]) for name in names)} |" for row in rows), ""])


def race_row(database: str, one: dict[str, Any]) -> dict[str, Any]:
    """One kind of race on one database."""
    ends = ", ".join(f"{who}: {number}" for who, number in sorted(one["ends"].items()))
    return {
        "race": one["kind"],
        "database": database,
        "rounds": one["rounds"],
        "wrong": one["bad_rounds"],
        "5xx": one["server_errors"],
        "median ms": one["median"],
        "ended": ends,
    }


def stock_race_row(database: str, one: dict[str, Any]) -> dict[str, Any]:
    """One kind of race of the control group, with an example of what was wrong."""
    row = race_row(database, one)
    del row["ended"]
    return row | {"unaided": one["bad_unaided"], "for example": (one["examples"] or [""])[0]}


def kill_row(database: str, one: dict[str, Any]) -> dict[str, Any]:
    """One kind of kill on one database."""
    ends = {name: one["ends"].get(name, 0) for name in ("before", "after", "answered", "half")}
    row = {"action": one["kind"], "database": database, "kills": one["rounds"]} | ends
    return row | {"wrong": one["bad_rounds"], "5xx": one["server_errors"]}


ATOMIC_IN_STOCK = {"approve"}
"""What stock Wagtail does in one transaction itself, so that no kill leaves a half."""


def is_good(runs: list[dict[str, Any]]) -> bool:
    """Tell whether nothing was wrong with our pages, and every check failed on the stock ones."""
    ours = [one for run in runs for one in run["kinds"] if not one["group"].startswith("stock")]
    seen: dict[tuple[str, str], int] = {}
    for one in (one for run in runs for one in run["kinds"] if one["group"].startswith("stock")):
        name = (one["group"], one["kind"])
        seen[name] = seen.get(name, 0) + one["bad_rounds"]
    blind = [name for name, number in seen.items() if not number and name[1] not in ATOMIC_IN_STOCK]
    found = any(run["check"]["findings"] for run in runs)
    return not blind and not found and not any(one["bad_rounds"] or one["server_errors"] for one in ours)

"""Race and kill on both databases at once, and write the figures down.

    python -m tests.trust --races 500 --kills 200 --sweep --write docs/trust.md

The rounds of each kind are shared out among the databases of this machine: with two, each gets 250 and 100 of these.
Exit code 1 if anything was wrong with our pages, or if a check did not fail on a stock workflow.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from itertools import chain, zip_longest
from math import ceil
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scripts.throwaway_postgres import find_binaries, throwaway_postgres

from .report import is_good, written

REPOSITORY = Path(__file__).resolve().parents[2]


def main() -> int:
    """Run, report, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--races", type=int, default=20, help="rounds of each kind of race, on all databases")
    parser.add_argument("--kills", type=int, default=6, help="kills of each kind, on all databases")
    parser.add_argument("--parts", type=int, default=1, help="how many servers share the kinds of a database")
    parser.add_argument("--write", type=Path, help="the document to write the figures into")
    parser.add_argument("--out", type=Path, help="a file for the figures as data")
    options, rest = parser.parse_known_args()
    data = on_both_databases({"races": options.races, "kills": options.kills}, options.parts, rest)
    if options.out:
        options.out.write_text(json.dumps(data, ensure_ascii=False, indent=1))
    if options.write:
        options.write.write_text(written(data))
        print(f"The figures are in {options.write}.")
    return 0 if is_good(data) else 1


def on_both_databases(rounds: dict[str, int], parts: int, arguments: list[str]) -> list[dict[str, Any]]:
    """Run on SQLite and, where this machine has it, on PostgreSQL, side by side; return the figures of each."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kpss-trust-")))
        server = stack.enter_context(postgres())
        names = ["SQLite", "PostgreSQL"] if server else ["SQLite"]
        for name, number in rounds.items():
            arguments = [f"--{name}", str(ceil(number / len(names))), *arguments]
        runs = []
        for name in names:
            for part in range(parts):
                address = stack.enter_context(database_on(server, part)) if name == "PostgreSQL" else ""
                runs.append(start(name, address, folder, [*arguments, "--share", f"{part}/{parts}"]))
        failed = [run.name for run in runs if run.process.wait()]
        if failed:
            raise SystemExit(f"The run on {' and '.join(failed)} did not come to its end.")
        return [joined([run.data() for run in runs if run.name == name]) for name in names]


def joined(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """Put the figures of several servers on one kind of database together, in the order of the kinds."""
    first = parts[0]
    in_turn = chain.from_iterable(zip_longest(*(part["kinds"] for part in parts)))
    return first | {
        "kinds": [one for one in in_turn if one],
        "seconds": max(part["seconds"] for part in parts),
        "check": {
            "pages": sum(part["check"]["pages"] for part in parts),
            "findings": [one for part in parts for one in part["check"]["findings"]],
        },
    }


def postgres() -> AbstractContextManager[str]:
    """Return a server: the one ``DATABASE_URL`` names, else a throw-away one, else none."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith(("postgres:", "postgresql:")):
        return nullcontext(given)
    binaries = find_binaries()
    return throwaway_postgres(binaries) if binaries else nullcontext("")


@contextmanager
def database_on(server: str, part: int) -> Iterator[str]:
    """Make a database of our own on a server, and take it away at the end."""
    import psycopg

    name = f"kpss_trust_{os.getpid()}_{part}"
    template = os.environ.get("KPSS_TEST_MIGRATED_DATABASE", "template1")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@dataclass(frozen=True)
class Run:
    """A run on one database, in a process of its own."""

    name: str
    process: subprocess.Popen[bytes]
    out: Path

    def data(self) -> dict[str, Any]:
        """Its figures, when it has come to its end."""
        return json.loads(self.out.read_text())


def start(name: str, address: str, folder: Path, arguments: list[str]) -> Run:
    """Start a run on one database."""
    own = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=folder))
    out = own / "figures.json"
    inherited = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    variables = {
        "KPSS_TEST_DIR": str(own),
        "DJANGO_SETTINGS_MODULE": "tests.trust.settings",
        "PYTHONPATH": f"{REPOSITORY}{os.pathsep}{REPOSITORY / 'site'}",
    }
    if address:
        variables |= {"DATABASE_URL": address}
    elif migrated := os.environ.get("KPSS_TEST_MIGRATED_FILE"):
        shutil.copy(migrated, own / "trust.sqlite3")
    command = [sys.executable, "-m", "tests.trust.run", "--database", name, "--out", str(out), *arguments]
    return Run(name, subprocess.Popen(command, cwd=REPOSITORY, env=inherited | variables), out)


if __name__ == "__main__":
    sys.exit(main())

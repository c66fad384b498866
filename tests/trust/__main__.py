"""Race and kill on both databases at once, and write the figures down.

    python -m tests.trust --races 500 --kills 200 --sweep --write docs/trust.md

The rounds of each kind are shared out among the databases of this machine: with two, each gets 250 and 100 of these.
Exit code 1 if anything was wrong with our pages, or if a check did not fail on a stock workflow.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
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
    parser.add_argument("--write", type=Path, help="the document to write the figures into")
    parser.add_argument("--out", type=Path, help="a file for the figures as data")
    options, rest = parser.parse_known_args()
    data = on_both_databases({"races": options.races, "kills": options.kills}, rest)
    if options.out:
        options.out.write_text(json.dumps(data, ensure_ascii=False, indent=1))
    if options.write:
        options.write.write_text(written(data))
        print(f"The figures are in {options.write}.")
    return 0 if is_good(data) else 1


def on_both_databases(rounds: dict[str, int], arguments: list[str]) -> list[dict[str, Any]]:
    """Run on SQLite and, where this machine has it, on PostgreSQL, side by side; return the figures of each."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kpss-trust-")))
        addresses = {"SQLite": ""}
        if server := postgres():
            addresses["PostgreSQL"] = stack.enter_context(server)
        for name, number in rounds.items():
            arguments = [f"--{name}", str(ceil(number / len(addresses))), *arguments]
        runs = {name: start(name, address, folder, arguments) for name, address in addresses.items()}
        failed = [name for name, run in runs.items() if run.wait()]
        if failed:
            raise SystemExit(f"The run on {' and '.join(failed)} did not come to its end.")
        return [json.loads((folder / name / "figures.json").read_text()) for name in runs]


def postgres() -> AbstractContextManager[str] | None:
    """Return an empty database of our own: on a throw-away server, or on the server ``DATABASE_URL`` names."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith(("postgres:", "postgresql:")):
        return database_on(given)
    binaries = find_binaries()
    return throwaway_postgres(binaries) if binaries else None


@contextmanager
def database_on(server: str) -> Iterator[str]:
    """Make a database on somebody's server, and take it away at the end."""
    import psycopg

    name = f"kpss_trust_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def start(name: str, address: str, folder: Path, arguments: list[str]) -> subprocess.Popen[bytes]:
    """Start the run on one database in a process of its own."""
    own = folder / name
    own.mkdir()
    inherited = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    variables = {
        "KPSS_TEST_DIR": str(own),
        "DJANGO_SETTINGS_MODULE": "tests.trust.settings",
        "PYTHONPATH": f"{REPOSITORY}{os.pathsep}{REPOSITORY / 'site'}",
    }
    variables |= {"DATABASE_URL": address} if address else {}
    command = [sys.executable, "-m", "tests.trust.run", "--database", name]
    command += ["--out", str(own / "figures.json"), *arguments]
    return subprocess.Popen(command, cwd=REPOSITORY, env=inherited | variables)


if __name__ == "__main__":
    sys.exit(main())

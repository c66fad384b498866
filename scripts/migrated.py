"""Databases that are migrated once and copied by whoever begins with the content of the migrations.

The parts of the suite, the workers of each and the servers that are raced would otherwise migrate eight times.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from throwaway_postgres import new_database

REPOSITORY = Path(__file__).resolve().parents[1]
SQLITE, POSTGRES = "KPSS_TEST_MIGRATED_FILE", "KPSS_TEST_MIGRATED_DATABASE"
"""Variables that name the file on SQLite, and the database on the server that ``DATABASE_URL`` names."""


@contextmanager
def migrated_databases(server: str) -> Iterator[dict[str, str]]:
    """Migrate a file and, on a throw-away PostgreSQL server, a database, side by side; give the variables.

    Raises ``subprocess.CalledProcessError`` if a migration fails.
    """
    with TemporaryDirectory(prefix="kpss-migrated-") as folder:
        file = Path(folder) / "migrated.sqlite3"
        addresses = {f"sqlite:///{file}": {SQLITE: str(file)}}
        if server:
            addresses[new_database(server, "kpss_migrated")] = {POSTGRES: "kpss_migrated"}
        running = [_migrating(address) for address in addresses]
        for process in running:
            if process.wait():
                raise subprocess.CalledProcessError(process.returncode, process.args)
        yield {name: value for variables in addresses.values() for name, value in variables.items()}


def _migrating(address: str) -> subprocess.Popen[bytes]:
    variables = {
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "kpss_site.settings.test",
        "PYTHONPATH": f"{REPOSITORY}{os.pathsep}{REPOSITORY / 'site'}",
    }
    command = [sys.executable, "-m", "django", "migrate", "--run-syncdb", "--verbosity", "0"]
    return subprocess.Popen(command, cwd=REPOSITORY, env=os.environ | variables)

"""A PostgreSQL server of one's own for a test run: made in a temporary folder, gone afterwards."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Speed instead of safety: nobody needs these data after a power cut.
OPTIONS = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


def find_binaries() -> Path | None:
    """Return the folder with ``initdb`` and ``pg_ctl``, the newest of several, or ``None``."""
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(debian, key=lambda path: float(path.parts[-3]), default=None)
    found = newest or shutil.which("initdb")
    return Path(found).parent if found else None


@contextmanager
def throwaway_postgres(binaries: Path) -> Iterator[str]:
    """Start a server on a free port of 127.0.0.1, give its address, and stop and remove it at the end."""
    folder = Path(tempfile.mkdtemp(prefix="kpss-postgres-"))
    port = _free_port()
    options = {"port": port, "listen_addresses": "127.0.0.1", "unix_socket_directories": folder} | OPTIONS
    given = " ".join(f"-c {name}={value}" for name, value in options.items())
    control = [binaries / "pg_ctl", "--pgdata", folder / "data", "--wait"]
    if os.geteuid() == 0:
        shutil.chown(folder, user=_unprivileged_user())
    try:
        _run(binaries / "initdb", "--pgdata", folder / "data", "--username=kpss", "--auth=trust",
             "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")  # fmt: skip
        _run(*control, "--options", given, "--log", folder / "log", "start")
        try:
            yield f"postgres://kpss@127.0.0.1:{port}/postgres"
        finally:
            _run(*control, "--mode=immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def new_database(server: str, name: str) -> str:
    """Make an empty database on a server of ours and return its address."""
    binaries = find_binaries()
    host, _colon, port = server.rpartition("/")[0].rpartition("@")[2].partition(":")
    _run(binaries / "createdb", "--host", host, "--port", port, "--username", "kpss", name)
    return f"{server.rpartition('/')[0]}/{name}"


def _run(*command: object) -> None:
    """Run a server's command, as another user when we are root, because PostgreSQL refuses root."""
    as_user = ["runuser", "-u", _unprivileged_user(), "--"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*as_user, *map(str, command)], cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout}")


def _unprivileged_user() -> str:
    passwd = Path("/etc/passwd").read_text()
    return "postgres" if "\npostgres:" in passwd else "nobody"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

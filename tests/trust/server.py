"""The site under test: gunicorn with four processes on a free port of this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

REPOSITORY = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds


@contextmanager
def serving(log: Path) -> Iterator[int]:
    """Start the site, give its port when it answers, and stop it at the end."""
    port = free_port()
    with log.open("ab") as stream:
        master = start(port, stream)
        try:
            wait_for(port, master, log)
            yield port
        finally:
            master.terminate()
            master.wait()


def start(port: int, stream: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start gunicorn at a port, in a process group of its own, so that all of it can be killed at once."""
    variables = {"KPSS_TRUST_PORT": str(port), "PYTHONPATH": f"{REPOSITORY}:{REPOSITORY / 'site'}"}
    command = [sys.executable, "-m", "gunicorn", "--config", Path(__file__).with_name("gunicorn_conf.py")]
    return subprocess.Popen(
        [*command, "kpss_site.wsgi"],
        cwd=REPOSITORY,
        env=os.environ | variables,
        stdout=stream,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def wait_for(port: int, master: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until somebody listens. Raises ``RuntimeError`` with the log if the master gives up before."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and master.poll() is None:
        if is_listened_to(port):
            return
        time.sleep(0.05)
    raise RuntimeError(f"The site did not start:\n{log.read_text()[-5000:]}")


def is_listened_to(port: int) -> bool:
    """Tell whether anybody takes connections there."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

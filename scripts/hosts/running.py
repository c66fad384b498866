"""Running commands away from the repository."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
OURS = ("DJANGO_", "PYTHON", "DATABASE_URL", "KPSS_")


class Failed(Exception):
    """A command said no; the text is what it printed."""


def run(*command: object, cwd: Path, fails: bool = False) -> str:
    """Run a command without our environment and return what it says. Raises :class:`Failed`.

    With ``fails`` the command is expected to say no, and what it says then is returned.
    """
    alone = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    line = [str(word) for word in command]
    done = subprocess.run(
        line, cwd=cwd, env=alone, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True,
    )  # fmt: skip
    if bool(done.returncode) != fails:
        raise Failed(f"{' '.join(line)} ended with {done.returncode}:\n{done.stdout}")
    return done.stdout.strip()

"""The pairs of Wagtail and Django that Wagtail supports, and which Python of this machine fits each."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Pair:
    """A Wagtail with a Django, and the Pythons that run both, the first choice first."""

    wagtail: str
    django: str
    pythons: tuple[str, ...]

    def __str__(self) -> str:
        return f"Wagtail {self.wagtail} with Django {self.django}"

    @property
    def limits(self) -> list[str]:
        """What pip is told."""
        return [f"wagtail=={self.wagtail}.*", f"django=={self.django}.*"]

    @property
    def may_swap_base(self) -> bool:
        """A base page model of the host's own came with Wagtail 8."""
        return int(self.wagtail.split(".")[0]) >= 8


# Django 6 needs Python 3.12. The oldest Python is taken with the oldest Django, so that both ends are seen.
PAIRS = [
    Pair("7.4", "5.2", ("3.11", "3.12", "3.13")),
    Pair("7.4", "6.0", ("3.12", "3.13", "3.14")),
    Pair("8.0", "5.2", ("3.11", "3.12", "3.13")),
    Pair("8.0", "6.1", ("3.13", "3.12", "3.14")),
]


def find_python(pair: Pair) -> Path | None:
    """Return the interpreter for a pair, or ``None`` if this machine has none that fits."""
    return next((path for version in pair.pythons for path in _named(version) if _works(path, version)), None)


def _named(version: str) -> Iterator[Path]:
    """Everything on this machine that may be this Python: the running one, on the path, kept by pyenv."""
    if version == f"{sys.version_info.major}.{sys.version_info.minor}":
        yield Path(sys.executable)
    if found := shutil.which(f"python{version}"):
        yield Path(found)
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield from sorted(pyenv.glob(f"versions/*/bin/python{version}"), reverse=True)


def _works(path: Path, version: str) -> bool:
    """A shim may name a Python that is not there, and a Debian one may lack ``venv``."""
    code = "import sys, venv; print('%d.%d' % sys.version_info[:2])"
    try:
        done = subprocess.run([path, "-c", code], capture_output=True, text=True, timeout=60)
    except OSError:
        return False
    return done.returncode == 0 and done.stdout.strip() == version

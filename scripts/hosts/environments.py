"""Virtual environments with the built wheel in them."""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

from .running import REPOSITORY, run

DRIVER = "psycopg[binary]"


def build_wheel(folder: Path) -> Path:
    """Build the wheel as it is published."""
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, REPOSITORY, cwd=REPOSITORY)
    return next(folder.glob("*.whl"))


def own_limits() -> list[str]:
    """What the reference site runs on."""
    lines = (REPOSITORY / "requirements.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-e"))]


def installed(folder: Path, python: Path, wheel: Path, limits: list[str]) -> Path:
    """Return the interpreter of an environment that holds the wheel and all it requires.

    An environment that is there already keeps its packages; the wheel is put into it anew.
    """
    interpreter = folder / "bin" / "python"
    if not interpreter.exists():
        _make(folder, python)
    file = folder / "limits.txt"
    file.write_text("\n".join(limits))
    # An installed wheel of the same version would stay.
    run(*_pip(interpreter, "uninstall"), "--yes", "wagtail-kpss", cwd=folder)
    run(*_pip(interpreter, "install"), "--constraint", file, wheel, DRIVER, cwd=folder)
    return interpreter


def borrowed(folder: Path, wheel: Path) -> Path:
    """Return the interpreter of an environment that sees the present one's packages, but not this repository."""
    _make(folder, Path(sys.executable))
    interpreter = folder / "bin" / "python"
    # A folder named in a .pth file is searched, but .pth files inside it (our editable install) are not read.
    packages = folder / sysconfig.get_path("purelib", vars={"base": ""}).lstrip("/")
    (packages / "present.pth").write_text(sysconfig.get_path("purelib"))
    alone = ("--no-deps", "--no-index", "--ignore-installed")
    run(*_pip(interpreter, "install"), *alone, wheel, cwd=folder)
    return interpreter


def _make(folder: Path, python: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    run(python, "-m", "venv", "--without-pip", "--symlinks", folder, cwd=folder.parent)


def _pip(interpreter: Path, command: str) -> list[object]:
    """Our own pip works on another environment, which therefore needs none."""
    return [sys.executable, "-m", "pip", "--python", interpreter, command, "--quiet"]

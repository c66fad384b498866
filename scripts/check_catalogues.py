"""Check that the Czech catalogues say everything the source says, and that the compiled ones are up to date.

Collects the texts anew in a temporary copy, so nothing in the repository changes. Needs gettext.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
SOURCES = ["kpss_pages", "workflows", "site", "templates"]
CATALOGUES = ["kpss_pages/locale", "workflows/locale", "site/kpss_site/locale"]
CZECH = "cs/LC_MESSAGES/django.po"


def main() -> int:
    """Print every complaint and return 1 when there is one."""
    if not shutil.which("msgcmp"):
        print("gettext is needed. On Debian: sudo apt-get install -y gettext")
        return 1
    with tempfile.TemporaryDirectory(prefix="kpss-catalogues-") as folder:
        copy = collect_texts(Path(folder))
        complaints = [text for name in CATALOGUES for text in complaints_about(name, copy)]
    print("\n".join(complaints) or "The Czech catalogues are complete and compiled.")
    return int(bool(complaints))


def collect_texts(copy: Path) -> Path:
    """Copy the sources, collect their texts there into one template per catalogue, and return the copy."""
    for name in SOURCES:
        if (REPOSITORY / name).is_dir():
            shutil.copytree(REPOSITORY / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in CATALOGUES:
        (copy / name).mkdir(exist_ok=True)
    run(
        [sys.executable, "site/manage.py", *"makemessages --locale cs --keep-pot --verbosity 0".split()],
        cwd=copy,
        env=os.environ | {"PYTHONPATH": str(copy), "KPSS_VAR_DIR": str(copy / "var")},
    )
    return copy


def complaints_about(name: str, copy: Path) -> list[str]:
    """Return what is wrong with one catalogue, as sentences."""
    template = copy / name / "django.pot"
    catalogue = REPOSITORY / name / CZECH
    if not template.exists():
        return []
    if not catalogue.exists():
        return [f"{name} has no Czech catalogue; make messages makes one."]
    compared = run(["msgcmp", str(catalogue), str(template)], check=False)
    if compared.returncode:
        return [f"{name} is not complete; make messages, then translate:\n{compared.stderr}"]
    return stale(name, catalogue)


def stale(name: str, catalogue: Path) -> list[str]:
    """Complain when the compiled catalogue does not say what the readable one says."""
    compiled = catalogue.with_suffix(".mo")
    fresh = run(["msgfmt", "--check-format", "-o", "-", str(catalogue)], text=False).stdout
    expected = run(["msgunfmt", "-"], text=False, input=fresh).stdout
    if not compiled.exists() or run(["msgunfmt", str(compiled)], text=False).stdout != expected:
        return [f"{name} is not compiled from its present texts; make messages compiles it."]
    return []


def run(command: list[str], check: bool = True, text: bool = True, **options) -> subprocess.CompletedProcess:
    """Run a command in the repository, keep what it says, and show it when it fails."""
    options = {"cwd": REPOSITORY} | options
    done = subprocess.run(command, capture_output=True, text=text, **options)
    if check and done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr if text else done.stderr.decode()}")
    return done


if __name__ == "__main__":
    sys.exit(main())

"""Run every test this machine can run, and say at the end what was left out and how to bring it.

The suite runs on SQLite, then on PostgreSQL (a throw-away server, or the one ``DATABASE_URL`` names), then in a
browser. On PostgreSQL it is the tests marked ``both_databases``: locks, races, imports, the whole way of a plan. With
``KPSS_TEST_REQUIRE_ALL=1`` nothing is left out: the whole suite runs on both databases, and a part that cannot run is
a failure. Arguments go on to pytest. Races and kills against several web processes come last; they hold both databases.
The migrations run once on each database, and every part begins with a copy.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from migrated import migrated_databases
from throwaway_postgres import find_binaries, throwaway_postgres

REPOSITORY = Path(__file__).resolve().parents[1]
NO_TESTS_COLLECTED = 5


@dataclass(frozen=True)
class Part:
    """One run of pytest: its name, the run itself, and the Debian packages it needs and this machine lacks."""

    name: str
    run: Callable[[list[str]], int]
    missing: tuple[str, ...] = ()


def main(arguments: list[str]) -> int:
    """Run all parts, print the summary, and return the exit code."""
    fast = "--fast" in arguments
    arguments = [argument for argument in arguments if argument != "--fast"]
    with ExitStack() as stack:
        parts = [fast_part()] if fast else all_parts(stack)
        results = {part.name: outcome(part, arguments) for part in parts}
    left_out = [part for part in parts if part.missing]
    print("\nSummary")
    for name, result in results.items():
        print(f"  {name}: {result}")
    if left_out:
        print(f"Left out on this machine: {', '.join(part.name for part in left_out)}.")
        print(f"One command brings what is missing: {install_command(left_out)}")
    failed = any(result.startswith("FAILED") for result in results.values())
    required = os.environ.get("KPSS_TEST_REQUIRE_ALL") == "1"
    return int(failed or bool(left_out and required))


def all_parts(stack: ExitStack) -> list[Part]:
    """The four parts of the whole suite; what they share lasts as long as the stack."""
    chromium = find_chromium()
    binaries, address = find_binaries(), os.environ.get("DATABASE_URL", "")
    given = address if address.startswith(("postgres:", "postgresql:")) else ""
    ours = stack.enter_context(throwaway_postgres(binaries)) if binaries and not given else ""
    migrated = stack.enter_context(migrated_databases(ours))
    on_postgres = migrated | {"DATABASE_URL": given or ours}
    chosen = "not browser and not host and not trust"
    if os.environ.get("KPSS_TEST_REQUIRE_ALL") != "1":
        chosen = f"both_databases and {chosen}"
    return [
        Part(
            "database suite on SQLite",
            lambda arguments: pytest("not browser and not trust", arguments, **migrated),
        ),
        Part(
            "database suite on PostgreSQL",
            lambda arguments: pytest(chosen, arguments, **on_postgres),
            () if given or ours else ("postgresql",),
        ),
        Part(
            "browser journeys",
            lambda arguments: pytest(
                "browser", ["--dist", "loadfile", *arguments], **migrated, CHROMIUM=str(chromium)
            ),
            (*(() if chromium else ("chromium",)), *(() if has_libatomic() else ("libatomic1",))),
        ),
        # One run of its own on both databases at once; more workers would only race each other for the processors.
        Part("races and kills", lambda arguments: pytest("trust", ["-n", "0", *arguments], **on_postgres)),
    ]


def fast_part() -> Part:
    """What a developer runs between two thoughts."""
    return Part(
        "quick tests on SQLite", lambda arguments: pytest("not browser and not host and not slow", arguments)
    )


def outcome(part: Part, arguments: list[str]) -> str:
    """Run the part and word its result for the summary."""
    if part.missing:
        return f"left out, this machine lacks {' and '.join(part.missing)}"
    print(f"\n=== {part.name} ===", flush=True)
    started = time.monotonic()
    code = part.run(arguments)
    seconds = time.monotonic() - started
    if code == NO_TESTS_COLLECTED and arguments:
        return "no test chosen"
    return f"{'FAILED' if code else 'passed'} ({seconds:.0f} s)"


def pytest(marked: str, arguments: list[str], **variables: str) -> int:
    """Run the tests that the marker expression chooses, on all cores, and return pytest's exit code."""
    inherited = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    command = [sys.executable, "-m", "pytest", "-q", "-m", marked, "-n", "auto", *arguments]
    return subprocess.run(command, cwd=REPOSITORY, env=inherited | variables).returncode


def find_chromium() -> str | None:
    """Return the path of Chromium: the one that ``CHROMIUM`` names, else the installed one, else ``None``."""
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    return next(filter(None, (shutil.which(name) for name in names if name)), None)


def has_libatomic() -> bool:
    """Whether Playwright's driver can start: it loads a small library that not every Debian brings."""
    try:
        ctypes.CDLL("libatomic.so.1")
    except OSError:
        return False
    return True


def install_command(parts: list[Part]) -> str:
    """Word the one command that brings what the parts stand on."""
    sudo = "" if os.geteuid() == 0 else "sudo "
    packages = sorted({package for part in parts for package in part.missing})
    return f"{sudo}apt-get install -y {' '.join(packages)}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Put the wheel into strangers' sites on the pairs of Wagtail and Django that :data:`hosts.pairs.PAIRS` names.

Each pair is seen on SQLite and on PostgreSQL, with Wagtail's base page and, where Wagtail lets a project choose, with
one of the host's own; and once with the planning of social services. What this machine lacks is named at the end and
is no failure. Environments are kept in var/hosts, so that a second run is quick. Words given are looked for in the
names of the runs, and only those runs are made: ``python scripts/host_matrix.py 8.0 PostgreSQL``.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from itertools import count
from pathlib import Path

from hosts.environments import build_wheel, installed
from hosts.pairs import PAIRS, Pair, find_python
from hosts.running import REPOSITORY, Failed
from hosts.runs import Result, Run, carry_out
from throwaway_postgres import find_binaries, new_database, throwaway_postgres

KEPT = REPOSITORY / "var" / "hosts"


def main(words: list[str]) -> int:
    """Make the environments, carry out the runs, a few at once, and say how each ended."""
    left_out: list[str] = []
    binaries = find_binaries()
    if binaries is None:
        left_out.append("PostgreSQL (sudo apt-get install -y postgresql)")
    with tempfile.TemporaryDirectory(prefix="kpss-wheel-") as folder:
        wheel = build_wheel(Path(folder))
        pythons = dict(_environments(wheel, left_out))
    with throwaway_postgres(binaries) if binaries else nullcontext("") as server:
        runs = [run for run in _runs(pythons, server) if all(word in str(run) for word in words)]
        with ThreadPoolExecutor(min(len(runs) or 1, os.cpu_count() or 1)) as several:
            results = list(several.map(_carry_out, runs))
    return _summary(results, left_out)


def _environments(wheel: Path, left_out: list[str]) -> Iterator[tuple[Pair, Path]]:
    """Make an environment for every pair that has its Python on this machine."""
    for pair in PAIRS:
        if python := find_python(pair):
            folder = KEPT / f"wagtail{pair.wagtail}-django{pair.django}"
            yield pair, installed(folder, python, wheel, pair.limits)
        else:
            left_out.append(f"{pair} (Python {' or '.join(pair.pythons)})")


def _runs(pythons: dict[Pair, Path], server: str) -> Iterator[Run]:
    """Every way to be a host."""
    numbers = count(1)
    for pair, python in pythons.items():
        for on_postgres in (False, True) if server else (False,):
            for swapped in (False, True) if pair.may_swap_base else (False,):
                for planning in (False, True) if not on_postgres else (False,):
                    name = f"host_{next(numbers)}"
                    database = new_database(server, name) if on_postgres else ""
                    yield Run(str(pair), python, database, swapped, planning)


def _carry_out(run: Run) -> Result:
    """Carry out a run and say at once how it ended, and what was wrong."""
    result = carry_out(run, say=lambda chapter: None)
    ended = f"{'FAILED' if result.problem else 'passed'} ({result.seconds:4.0f} s)  {run}"
    # In one piece, because several runs speak at once.
    print(f"{ended}\n{result.problem}\n" if result.problem else ended, flush=True)
    return result


def _summary(results: list[Result], left_out: list[str]) -> int:
    """Name what failed, of which the words stand above, and what was left out."""
    failed = [result for result in results if result.problem]
    for result in failed:
        print(f"FAILED  {result.run}")
    print(
        f"\n{len(results) - len(failed)} of {len(results)} hosts were content with us and are as they were."
    )
    if left_out:
        print(f"Left out on this machine: {'; '.join(left_out)}.")
    return int(bool(failed) or not results)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Failed as error:
        sys.exit(str(error))

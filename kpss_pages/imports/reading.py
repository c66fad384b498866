"""Read and check a whole file before anything of it is written."""

from __future__ import annotations

from pathlib import Path

from .checks import check_town
from .json_file import read_json
from .kinds import Facts, Reading
from .problems import Broken
from .shape import FILE


def read_towns(path: Path) -> tuple[list[Facts], list[str]]:
    """Return the towns of a file and the places of keys that nobody knows.

    Raises :class:`Broken` with everything that is wrong, each with its place.
    """
    data = read_json(path)
    reading = Reading()
    towns = FILE.read(data, "", reading)["towns"]
    _stop_at(reading)
    by_town = _references_by_town(reading)
    for town in towns:
        reading.references = by_town.get(town.place, [])
        check_town(town, reading)
    _stop_at(reading)
    return towns, reading.unknown_keys


def _references_by_town(reading: Reading) -> dict[str, list[tuple[str, tuple[str, ...], str]]]:
    """Sort references by the town they stand in: towns never mix."""
    found: dict[str, list[tuple[str, tuple[str, ...], str]]] = {}
    for reference in reading.references:
        found.setdefault(reference[0].split(".")[0], []).append(reference)
    return found


def _stop_at(reading: Reading) -> None:
    if reading.problems:
        raise Broken(reading.problems)

"""The table as a file of values."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from .harmless import value
from .rows import Row, headings
from .volumes import Volume

BOM = "\ufeff"
"""Czech Excel reads a file as UTF-8 only if it begins with this."""


class _Echo:
    """Something to write to that gives back what it was given."""

    def write(self, text: str) -> str:
        return text


def write_csv(volume: Volume, stream: BinaryIO) -> None:
    """Write the table line by line, with semicolons as Czech Excel expects them."""
    for line in _lines(volume.rows):
        stream.write(line.encode())


def _lines(rows: Iterable[Row]) -> Iterator[str]:
    writer = csv.writer(_Echo(), delimiter=";")
    yield BOM + writer.writerow(headings())
    for row in rows:
        yield writer.writerow([value(one) for one in row])

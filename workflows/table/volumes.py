"""A long table is set on paper in volumes: a book of two thousand pages helps nobody, and would fill the memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .rows import Row, Table

ROWS = 1_000
CHARACTERS = 300_000
"""What one volume of a PDF holds at most; setting it takes up to 400 bytes of memory a character."""


@dataclass
class Volume:
    """The whole table or a piece of it. ``number`` is 0 where there is one volume only."""

    table: Table
    rows: Iterable[Row]
    number: int = 0
    first: str = ""
    last: str = ""

    @property
    def name(self) -> str:
        """Which volume this is, "" for the only one."""
        return volume_name(self.number, self.first, self.last)


def volume_name(number: int, first: str, last: str) -> str:
    """Name a volume by the comments it holds, "" for the only one."""
    if not number:
        return ""
    return _("Volume %(number)s: comments %(first)s to %(last)s") % {
        "number": number,
        "first": first,
        "last": last,
    }


def in_one(table: Table, rows: Iterable[Row]) -> Iterator[Volume]:
    """Give the table whole."""
    yield Volume(table, rows)


def in_volumes(table: Table, rows: Iterable[Row]) -> Iterator[Volume]:
    """Give the table in pieces that fit into memory, at least one."""
    pieces = _pieces(rows)
    piece = next(pieces, [])
    number = 0
    for following in pieces:
        number += 1
        yield _volume(table, piece, number)
        piece = following
    yield _volume(table, piece, number + 1 if number else 0)


def _volume(table: Table, piece: list[Row], number: int) -> Volume:
    first, last = (piece[0].number, piece[-1].number) if piece else ("", "")
    return Volume(table, piece, number, first, last)


def _pieces(rows: Iterable[Row]) -> Iterator[list[Row]]:
    piece: list[Row] = []
    held = 0
    for row in rows:
        size = sum(map(len, row))
        if piece and (len(piece) == ROWS or held + size > CHARACTERS):
            yield piece
            piece, held = [], 0
        piece.append(row)
        held += size
    if piece:
        yield piece

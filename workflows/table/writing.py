"""Writing the table as files of any kind, in the language of the town hall."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from tempfile import TemporaryFile
from typing import BinaryIO

from django.utils import translation

from . import paper
from .kinds import CSV, DOCX, PDF
from .rows import PIECE, Row, Table
from .volumes import Volume, in_one, in_volumes

Told = Callable[[int], None]


def written(table: Table, kind: str, tell: Told | None = None) -> Iterator[tuple[Volume, BinaryIO]]:
    """Give every volume with its file, which is closed afterwards. ``tell`` hears how many rows were read."""
    rows = _told(table.rows(), tell or (lambda count: None))
    write = _writer(kind)
    with translation.override(paper.language()):
        for volume in (in_volumes if kind == PDF else in_one)(table, rows):
            with TemporaryFile() as stream:
                write(volume, stream)
                stream.seek(0)
                yield volume, stream


def _told(rows: Iterator[Row], tell: Told) -> Iterator[Row]:
    for count, row in enumerate(rows, start=1):
        yield row
        if count % PIECE == 0:
            tell(count)


def _writer(kind: str) -> Callable[[Volume, BinaryIO], None]:
    """Import what writes a kind only where it is asked for: two of them need an extra."""
    if kind == PDF:
        from .typeset import write_pdf

        return write_pdf
    if kind == DOCX:
        from .word import write_docx

        return write_docx
    if kind == CSV:
        from .values import write_csv

        return write_csv
    from .sheet import write_xlsx

    return write_xlsx

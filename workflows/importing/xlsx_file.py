"""Rows of the first sheet of an XLSX file."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from .packed import unpacked
from .problems import Unreadable

WIDEST = 60
"""Columns that are looked at."""

MOST_LINES = 1_048_576
"""Lines of a sheet, empty ones included; some programs write one for the last line."""


def rows(content: bytes) -> Iterator[list[Any]]:
    """Give the rows of the first sheet; a formula is its text. Raises :class:`Unreadable`, also on the way."""
    unpacked(content, "xl/workbook.xml")
    try:
        with warnings.catch_warnings():
            # What Excel knows and openpyxl does not is none of our columns.
            warnings.simplefilter("ignore")
            yield from _cells(content)
    except Unreadable:
        raise
    # A reader of somebody else's over a file of somebody else's fails in ways nobody has listed.
    except Exception as error:
        raise Unreadable(
            _("The sheet cannot be read. Open it in Excel and save it again as XLSX.")
        ) from error


def _cells(content: bytes) -> Iterator[list[Any]]:
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    if not book.worksheets:
        raise Unreadable(_("There is no sheet in the file."))
    sheet = book.worksheets[0]
    # What the file says of its own size need not be true.
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(max_col=WIDEST, values_only=True), 1):
        if number > MOST_LINES:
            raise Unreadable(_("The sheet has more lines than Excel knows."))
        if any(cell is not None for cell in row):
            yield [unescape(cell) if isinstance(cell, str) else cell for cell in row]
        else:
            yield []

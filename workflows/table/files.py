"""The table as a file of values and as a sheet."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from ..models.consultations import Consultation
from .harmless import cell, value
from .rows import headings, rows

BOM = "\ufeff"
"""Czech Excel reads a file as UTF-8 only if it begins with this."""

WIDTHS = (12, 30, 60, 40, 24, 18, 60, 28)
"""Of the columns of a sheet, in characters."""


class _Echo:
    """Something to write to that gives back what it was given."""

    def write(self, text: str) -> str:
        return text


def csv_lines(consultation: Consultation) -> Iterator[str]:
    """Give the table line by line, with semicolons as Czech Excel expects them."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield BOM + writer.writerow(headings())
    for row in rows(consultation):
        yield writer.writerow([value(one) for one in row])


def xlsx(consultation: Consultation) -> BytesIO:
    """Return the table as a sheet. Its rows are written to a file of the machine first, so memory stays small."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Vypořádání")
    sheet.freeze_panes = "A2"
    for number, width in enumerate(WIDTHS):
        sheet.column_dimensions[chr(ord("A") + number)].width = width
    sheet.append([_cell(sheet, one, Font(bold=True)) for one in headings()])
    for row in rows(consultation):
        sheet.append([_cell(sheet, one) for one in row])
    stream = BytesIO()
    book.save(stream)
    stream.seek(0)
    return stream


def _cell(sheet: Any, text: str, font: Font | None = None) -> WriteOnlyCell:
    made = WriteOnlyCell(sheet, cell(text))
    # Whatever it looks like, it is text.
    made.data_type = "s"
    made.alignment = Alignment(wrap_text=True, vertical="top")
    if font:
        made.font = font
    return made

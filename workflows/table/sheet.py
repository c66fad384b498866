"""The table as a sheet."""

from __future__ import annotations

from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from . import paper
from .harmless import cell
from .rows import headings
from .volumes import Volume

WIDTHS = (12, 30, 60, 40, 24, 18, 60, 28, 14)
"""Of the columns of a sheet, in characters."""


def write_xlsx(volume: Volume, stream: BinaryIO) -> None:
    """Write the table as a sheet. Its rows go to a file of the machine first, so memory stays small."""
    book = Workbook(write_only=True)
    book.properties.title = cell(paper.title(volume.table))[:255]
    book.properties.language = paper.language()
    sheet = book.create_sheet(_("Settlement"))
    sheet.freeze_panes = "A2"
    # Readers of a screen take the first row for headings where it is also repeated in print.
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for number, width in enumerate(WIDTHS):
        sheet.column_dimensions[chr(ord("A") + number)].width = width
    sheet.append([_cell(sheet, one, Font(bold=True)) for one in headings()])
    for row in volume.rows:
        sheet.append([_cell(sheet, one) for one in row])
    book.save(stream)


def _cell(sheet: Any, text: str, font: Font | None = None) -> WriteOnlyCell:
    made = WriteOnlyCell(sheet, cell(text))
    # Whatever it looks like, it is text.
    made.data_type = "s"
    made.alignment = Alignment(wrap_text=True, vertical="top")
    if font:
        made.font = font
    return made

"""An empty table with one example, to begin with."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.styles.numbers import FORMAT_TEXT

from .. import registry
from ..document import heading_of, walk
from ..models.snapshots import Snapshot
from ..models.submissions import Channel
from ..table.harmless import cell, value
from ..table.kinds import CSV, XLSX
from ..table.values import BOM
from ..town_time import town_today
from .columns import COLUMNS

KINDS = (XLSX, CSV)
"""What a template comes as."""

WIDTHS = {"part": 40, "quote": 40, "text": 60, "proposed": 40}
USUAL_WIDTH = 18


def template(kind: str, snapshot: Snapshot) -> bytes:
    """Return the template as a file of a kind, with a part of this version in its example."""
    example = _example(snapshot)
    rows = [[str(column.label) for column in COLUMNS], [example.get(column.name, "") for column in COLUMNS]]
    return {CSV: _csv, XLSX: _xlsx}[kind](rows)


def _example(snapshot: Snapshot) -> dict[str, str]:
    today = town_today()
    day = f"{today.day}. {today.month}. {today.year}"
    parts = (part for document in snapshot.documents for part in walk(document["parts"]))
    part = next(parts, None)
    roles = registry.commenter_roles()
    return {
        "mark": "1",
        "channel": str(Channel.PAPER.label),
        "received": day,
        "sent": day,
        "reference_number": _("OFFICE/123/2026"),
        "role": str(roles[0][1]) if roles else "",
        "name": _("Jane Novak"),
        "part": heading_of(part) if part else "",
        "text": example_text(),
    }


def example_text() -> str:
    """The comment of the example, by which it is recognised when it comes back unchanged."""
    return _("An example; put the first comment in its place.")


def _csv(rows: list[list[str]]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=";").writerows([[value(one) for one in row] for row in rows])
    return f"{BOM}{stream.getvalue()}".encode()


def _xlsx(rows: list[list[str]]) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.freeze_panes = "A2"
    for line, row in enumerate(rows, 1):
        for position, text in enumerate(row, 1):
            made: Any = sheet.cell(line, position, cell(text))
            # Whatever it looks like, it is text.
            made.data_type = "s"
            made.alignment = Alignment(wrap_text=True, vertical="top")
            made.font = Font(bold=line == 1)
    for number, column in enumerate(COLUMNS):
        dimension = sheet.column_dimensions[chr(ord("A") + number)]
        dimension.width = WIDTHS.get(column.name, USUAL_WIDTH)
        # Else Excel makes a day of "1.2" and a number of "1.10".
        dimension.number_format = FORMAT_TEXT
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()

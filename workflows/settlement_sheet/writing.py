"""The sheet as it is downloaded: the comments grey and locked, the settlement open, each outcome from a list."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from ..models.consultations import Consultation
from ..settlement_words import outcome_choices_of
from ..table.harmless import cell
from .columns import MARK, OUTCOME, READY, WRITTEN, headings, mark_of, said_of, settled_by_sheet

WIDTHS = (12, 28, 60, 40, 22, 60, 12, 24, 12)
"""Of the columns, in characters."""

PIECE = 500
GREY = PatternFill("solid", fgColor="FFEEEEEE")
WRAPPED = Alignment(wrap_text=True, vertical="top")
OPEN = Protection(locked=False)


def yes_and_no() -> dict[str, str]:
    """Return the two words of the column that says whether a settlement is ready."""
    return {"yes": _("yes"), "no": _("no")}


def xlsx(consultation: Consultation) -> BytesIO:
    """Return the sheet. Its rows are written to a file of the machine first, so memory stays small."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Settlement"))
    lists = book.create_sheet(_("Lists"))
    names = headings()
    sheet.freeze_panes = "B2"
    for number, (key, width) in enumerate(zip(names, WIDTHS, strict=True), start=1):
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width, dimension.hidden = width, key == MARK
    outcomes = dict(outcome_choices_of(consultation))
    _offer(sheet, lists, names, [*outcomes.values()])
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.append([_cell(sheet, one, font=Font(bold=True), fill=GREY) for one in names.values()])
    for comment in settled_by_sheet(consultation).iterator(chunk_size=PIECE):
        sheet.append([_of(sheet, key, value) for key, value in _values(comment, outcomes, names).items()])
    stream = BytesIO()
    book.save(stream)
    stream.seek(0)
    return stream


def _values(comment: Any, outcomes: dict[str, str], names: dict[str, str]) -> dict[str, str]:
    said = said_of(comment)
    words = yes_and_no()
    values = (
        comment.reference,
        comment.part_label or _("the whole document"),
        comment.text,
        comment.proposed,
        outcomes.get(said.outcome, ""),
        said.reasoning,
        # As at the desk, what is settled is ready unless somebody says otherwise.
        words["yes"] if said.is_ready or said.is_empty else words["no"],
        str(comment.assigned_to or ""),
        mark_of(comment),
    )
    return dict(zip(names, values, strict=True))


def _offer(sheet: Any, lists: Any, names: dict[str, str], outcomes: list[str]) -> None:
    """Let the outcome and the tick be chosen from lists, which stand on a sheet of their own."""
    words = [*yes_and_no().values()]
    for row in range(max(len(outcomes), len(words))):
        lists.append([_cell(lists, column[row] if row < len(column) else "") for column in (outcomes, words)])
    for key, column, count in ((OUTCOME, "A", len(outcomes)), (READY, "B", len(words))):
        source = f"'{lists.title}'!${column}$1:${column}${count}"
        rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=True)
        letter = get_column_letter([*names].index(key) + 1)
        rule.add(f"{letter}2:{letter}20001")
        sheet.data_validations.append(rule)


def _of(sheet: Any, key: str, text: str) -> WriteOnlyCell:
    if key in WRITTEN:
        return _cell(sheet, text, protection=OPEN)
    return _cell(sheet, text, fill=GREY)


def _cell(sheet: Any, text: str, **styles: Any) -> WriteOnlyCell:
    made = WriteOnlyCell(sheet, cell(text))
    # Whatever it looks like, it is text.
    made.data_type = "s"
    made.alignment = WRAPPED
    for name, style in styles.items():
        setattr(made, name, style)
    return made

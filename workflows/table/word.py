"""The table as a document of a word processor. Needs the extra ``docx``."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from . import paper
from .sums import Sums, sums
from .volumes import Volume

LONGEST_PROPERTY = 255
"""Characters that a property of a document holds."""

PAGE = (Cm(29.7), Cm(21))
MARGIN = Cm(1.5)


def write_docx(volume: Volume, stream: BinaryIO) -> None:
    """Write the table with its sums; headings and rows of headings are marked as such."""
    document = Document()
    title = paper.title(volume.table)
    _describe(document, title)
    _lay_out(document)
    document.add_heading(title, level=1)
    for sentence in paper.facts(volume.table):
        document.add_paragraph(sentence)
    for group in sums(volume.table):
        if group.sums:
            _add_sums(document, group)
    document.add_heading(_("Comments and their settlement"), level=2)
    _add_rows(document, volume)
    document.save(stream)


def _describe(document: Any, title: str) -> None:
    properties = document.core_properties
    properties.title = title[:LONGEST_PROPERTY]
    properties.author = ""
    properties.comments = ""
    properties.language = paper.language()
    run = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in run.findall(qn("w:lang")):
        run.remove(old)
    run.append(_element("w:lang", {"w:val": paper.language(), "w:eastAsia": paper.language()}))


def _lay_out(document: Any) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = PAGE
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    document.styles["Normal"].font.size = Pt(10)
    footer = section.footer.paragraphs[0]
    number = _element("w:fldSimple", {"w:instr": "PAGE"})
    footer._p.append(number)
    footer.add_run("1")
    number.append(footer._p.r_lst[-1])


def _add_sums(document: Any, group: Sums) -> None:
    document.add_heading(group.title, level=2)
    table = _table(document, [group.title, pgettext("of the public", "Comments")], (9, 3), group.title)
    for one in group.sums:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = one.label, str(one.count)


def _add_rows(document: Any, volume: Volume) -> None:
    name = _("Comments and their settlement")
    table = _table(document, paper.headings(), paper.WIDTHS, name)
    pattern = table.add_row()._tr
    table._tbl.remove(pattern)
    for row in volume.rows:
        # Asking the table for its cells takes longer with every row; a copy of an empty row does not.
        made = deepcopy(pattern)
        for cell, paragraphs in zip(made.tc_lst, paper.cells(row), strict=True):
            _fill(cell, paragraphs)
        table._tbl.append(made)


def _fill(cell: Any, paragraphs: paper.Cell) -> None:
    for number, text in enumerate(paragraphs):
        paragraph = cell.add_p() if number else cell.p_lst[0]
        paragraph.add_r().text = text


def _table(document: Any, headings: list[str], shares: tuple[int, ...], name: str) -> Any:
    """A table whose first row is repeated on every page, with a name for readers of a screen."""
    table = document.add_table(rows=1, cols=len(headings), style="Table Grid")
    table.autofit = False
    table._tbl.tblPr.append(_element("w:tblCaption", {"w:val": name}))
    width = (PAGE[0] - 2 * MARGIN) if len(headings) > 2 else Cm(12)
    for column, share in zip(table.columns, shares, strict=True):
        column.width = int(width * share / sum(shares))
    row = table.rows[0]
    row._tr.get_or_add_trPr().append(_element("w:tblHeader", {}))
    for cell, heading in zip(row.cells, headings, strict=True):
        cell.paragraphs[0].add_run(heading).bold = True
    return table


def _element(name: str, attributes: dict[str, str]) -> Any:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(key), value)
    return element

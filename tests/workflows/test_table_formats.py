"""The settlement table in every format: hostile words stay words, and the PDF and the DOCX are read by everybody."""

from __future__ import annotations

import csv
import io
import re
import resource
import time
import zipfile
from pathlib import Path

import pytest
from django.test import override_settings
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook
from pypdf import PdfReader

from workflows.models import Comment, SubmitterIdentity
from workflows.table import typeset, volumes
from workflows.table.kinds import FILES
from workflows.table.rows import Row, Table
from workflows.table.sums import sums
from workflows.table.volumes import Volume
from workflows.table.writing import written

from .tables import HOSTILE, bytes_of, many

pytestmark = pytest.mark.django_db


def words_of(kind: str, data: bytes) -> str:
    """What a person reads in a file."""
    if kind == "csv":
        return " ".join(one for row in csv.reader(io.StringIO(data.decode()), delimiter=";") for one in row)
    if kind == "xlsx":
        cells = [one.value for row in load_workbook(io.BytesIO(data)).active.iter_rows() for one in row]
        return " ".join(str(one) for one in cells if one)
    if kind == "docx":
        return " ".join(one.text or "" for one in Document(io.BytesIO(data)).element.body.iter(qn("w:t")))
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    return " ".join(text.replace("\u200b", "").split())


@pytest.mark.parametrize("kind", FILES)
def test_hostile_words_harm_no_format(settled, kind, monkeypatch):
    everywhere = [Row(*[text] * len(Row._fields)) for text in HOSTILE]
    monkeypatch.setattr(Table, "rows", lambda self: iter(everywhere))
    (data,) = bytes_of(settled, kind)
    read = words_of(kind, data)
    assert not any(one in read for one in "\x00\x07\x1b")
    if kind == "csv":
        cells = [one for row in csv.reader(io.StringIO(data.decode()), delimiter=";") for one in row]
        assert not any(one.lstrip().startswith(("=", "+", "-", "@", "\uff1d")) for one in cells)
    if kind == "xlsx":
        found = load_workbook(io.BytesIO(data)).active.iter_rows()
        assert {one.data_type for row in found for one in row} == {"s"}
    for text in HOSTILE:
        tokens = [one for one in text.split() if one.isascii() and one.isprintable() and len(one) < 24]
        assert all(token in read for token in tokens)


@pytest.mark.parametrize("kind", FILES)
def test_every_format_names_only_who_agreed(settled, kind):
    (data,) = bytes_of(settled, kind)
    read = words_of(kind, data)
    assert "Jana Veřejná" in read
    assert "Tajná." in read
    assert "Eva" not in read
    assert "example.cz" not in read
    SubmitterIdentity.objects.update(publish_name=False)
    assert "Jana" not in words_of(kind, bytes_of(settled, kind)[0])


@pytest.mark.parametrize("kind", FILES)
def test_no_format_holds_what_is_hidden_or_withdrawn(settled, kind):
    Comment.objects.filter(text="Tajná.").update(status="hidden", hidden_reason="Důvod.")
    Comment.objects.filter(text__startswith="Příliš").update(status="withdrawn")
    read = words_of(kind, bytes_of(settled, kind)[0])
    assert "Tajná." not in read
    assert "žluťoučký" not in read


def pdf_of(hall) -> PdfReader:
    with override_settings(LANGUAGE_CODE="cs"):
        return PdfReader(io.BytesIO(bytes_of(hall, "pdf")[0]))


def tags(node) -> list[str]:
    """The kinds of all elements below, in order."""
    node = node.get_object()
    if isinstance(node, list):
        return [one for child in node for one in tags(child)]
    if not isinstance(node, dict):
        return []
    return [node["/S"]] * ("/S" in node) + (tags(node["/K"]) if "/K" in node else [])


def test_pdf_is_tagged_and_says_what_it_is(settled):
    pdf = pdf_of(settled)
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "cs"
    assert "Ořez stromů" in pdf.metadata.title
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    assert "Příliš žluťoučký kůň úpěl ďábelské ódy." in words_of("pdf", bytes_of(settled, "pdf")[0])


def test_pdf_holds_one_table_over_many_pages(settled):
    many(settled, 150)
    pdf = pdf_of(settled)
    found = tags(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"])
    assert len(pdf.pages) > 3
    assert found.count("/Table") == 1 + len([one for one in sums(Table(settled.consultation)) if one.sums])
    assert found.count("/THead") == found.count("/Table")
    assert {"/Title", "/H1"} <= set(found) or {"/H1", "/H2"} <= set(found)
    for number, page in enumerate(pdf.pages, start=1):
        assert f"{number} / {len(pdf.pages)}" in page.extract_text()


def test_headings_of_columns_stand_on_every_page_of_the_pdf(settled):
    many(settled, 100)
    pages = PdfReader(io.BytesIO(bytes_of(settled, "pdf")[0])).pages
    assert all("Reasoning" in page.extract_text() for page in pages[1:])


def test_every_character_that_is_said_to_be_drawn_is_drawn():
    known = [chr(code) for code in range(0x20, 0x2800) if not typeset.NOT_DRAWN.match(chr(code))]
    assert len(known) > 1500
    data = {"title": "T", "lang": "cs", "facts": known, "sums": [], "count": "", "heading": "H"}
    data |= {"headings": ["a"], "widths": [1], "rows": []}
    assert typeset._set(data, typeset.NOT_DRAWN).startswith(b"%PDF")


def test_pdf_is_made_of_plain_letters_where_typst_draws_less(settled, monkeypatch):
    monkeypatch.setattr(typeset, "NOT_DRAWN", re.compile("[\x00]"))
    assert "U+1F642" in words_of("pdf", bytes_of(settled, "pdf")[0])


def test_long_table_is_set_in_volumes(settled, monkeypatch):
    monkeypatch.setattr(volumes, "ROWS", 10)
    made = [volume for volume, _stream in written(Table(settled.consultation), "pdf")]
    assert [(one.number, one.first, one.last) for one in made] == [
        (1, "1-0001/1", "1-0001/10"),
        (2, "1-0001/11", "1-0002/1"),
    ]


def test_empty_table_is_a_file_too(settled):
    Comment.objects.update(status="withdrawn")
    for kind in FILES:
        assert len(bytes_of(settled, kind)) == 1


def test_word_document_has_language_title_headings_and_repeated_rows(settled):
    with override_settings(LANGUAGE_CODE="cs"):
        (data,) = bytes_of(settled, "docx")
    document = Document(io.BytesIO(data))
    assert "Ořez stromů" in document.core_properties.title
    assert document.core_properties.language == "cs"
    assert document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "cs"
    styles = [one.style.name for one in document.paragraphs]
    assert styles.count("Heading 1") == 1
    assert styles.count("Heading 2") == len(document.tables)
    for one in document.tables:
        assert one.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert one._tbl.tblPr.find(qn("w:tblCaption")) is not None
    assert len(document.tables[-1].rows) == 1 + len(HOSTILE) + 1
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None


def resident() -> float:
    """The memory of this process in MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1024 / 1024


@pytest.mark.parametrize("kind", FILES)
def test_three_hundred_comments_take_little_time_and_memory(settled, kind):
    many(settled, 300)
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, time.monotonic()
    assert bytes_of(settled, kind)
    assert time.monotonic() - begun < 15
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before < 100


def test_volumes_after_the_first_take_no_more_memory(settled):
    def set_one(number: int) -> None:
        rows = [
            Row(f"{number}-{one}", "", f"Text {number} {one}. " * 20, "", "", "", "", "")
            for one in range(200)
        ]
        typeset.write_pdf(Volume(Table(settled.consultation), rows), io.BytesIO())

    for number in range(2):
        set_one(number)
    before = resident()
    for number in range(2, 10):
        set_one(number)
    assert resident() - before < 60

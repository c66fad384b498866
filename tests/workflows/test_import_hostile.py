"""Files that are broken, or made to break: each is refused with a sentence, and nothing is written."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx.oxml import parse_xml

from workflows.importing import packed, word_file, xlsx_file
from workflows.importing.problems import Unreadable
from workflows.importing.reading import read
from workflows.models import Submission, SubmissionImport

from .letter_files import (
    HEADER,
    MEASURE,
    W,
    a_document,
    a_row,
    as_csv,
    as_xlsx,
    bring,
    changed_member,
    load,
    opened,
    preview,
    saved,
    tracked,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]


@pytest.fixture
def town(hall, monkeypatch):
    """An open consultation on a notice with parts."""
    return opened(hall, monkeypatch)


def refusal(name: str, content: bytes) -> str:
    """Why a file cannot be read."""
    with pytest.raises(Unreadable) as refused:
        read(name, content, language="cs")
    return str(refused.value)


def a_review() -> bytes:
    """A Word file with one change."""
    document = a_document()
    tracked(document.add_paragraph("Text."), "ins", "nové")
    return saved(document)


def zipped(**members: bytes) -> bytes:
    """A packed file with these members; two underscores stand for a slash."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return stream.getvalue()


ENTITY = f"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>
<w:document xmlns:w="{W}"><w:body><w:p><w:ins w:author="A"><w:r><w:t>&e;</w:t></w:r></w:ins></w:p></w:body>
</w:document>"""

LAUGHS = ENTITY.replace('e SYSTEM "file:///etc/passwd"', 'e "ha"><!ENTITY f "&e;&e;&e;"').replace(
    "&e;<", "&f;<"
)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.csv", b"", "is empty"),
        ("a.csv", b"\n;;\n", "is empty"),
        ("a.csv", as_csv(HEADER), "has no rows"),
        ("a.csv", "Připomínka".encode("utf-16"), "neither UTF-8 nor Windows-1250"),
        ("a.csv", b"Text\n\x81\x83", "neither UTF-8 nor Windows-1250"),
        ("a.csv", b"Text\nnul\x00", "neither UTF-8 nor Windows-1250"),
        ("a.csv", b"Jmeno;Datum prijeti\nJan;1. 1. 2026", "Missing: Comment"),
        ("a.csv", as_csv(["Připomínky k plánu", "", ""], ["Text", "", ""]), "none of them merged"),
        (
            "a.csv",
            as_csv(["Text", "Barva", "Chuť"], ["a", "b", "c"]),
            "Nobody knows these columns: “Barva”, “Chuť”",
        ),
        ("a.csv", as_csv(["Text", "Připomínka"], ["a", "b"]), "twice: Comment"),
        ("a.csv", b'Text\n"nikdy neskonci', "Line 2 cannot be read"),
        ("a.csv", b"Text\nv poradku\n" + b"a" * 140_000, "Line 3 cannot be read"),
        ("a.csv", b"Text\n" + b"ano\n" * 10_000, "more than 5000 rows"),
        ("a.csv", b"a" * (10 * 1024 * 1024 + 1), "larger than 10 MB"),
        ("a.xls", b"\xd0\xcf\x11\xe0", "Bring a CSV, XLSX or DOCX"),
        ("bez-pripony", b"Text\nano", "Bring a CSV, XLSX or DOCX"),
        ("a.xlsx", b"PK\x03\x04 nic", "damaged or protected"),
        ("a.xlsx", b"Text;ano", "damaged or protected"),
        ("a.xlsx", a_review(), "something else than its name says"),
        ("a.xlsx", zipped(xl__workbook=b"<x/>"), "sheet cannot be read"),
        (
            "a.xlsx",
            as_xlsx(["Připomínky k plánu", None], ["Jméno", "Text"], ["Jan", "Ano."]),
            "none of them merged",
        ),
        ("a.docx", as_xlsx(HEADER, a_row()), "something else than its name says"),
        ("a.docx", saved(a_document()), "neither comments nor tracked changes"),
        ("a.docx", zipped(word__document=b"<w:document"), "damaged"),
        ("a.docx", zipped(word__document=b"<x/>"), "damaged"),
        ("a.docx", zipped(word__document=b"<x>" * 3000 + b"</x>" * 3000), "damaged"),
        ("a.docx", zipped(word__document=ENTITY.encode()), "names things outside itself"),
        ("a.docx", zipped(word__document=ENTITY.encode("utf-16")), "names things outside itself"),
        ("a.docx", zipped(word__document=LAUGHS.encode()), "names things outside itself"),
        ("a.xlsx", zipped(xl__workbook=LAUGHS.encode()), "names things outside itself"),
    ],
)
def test_file_nobody_can_read_is_refused_in_a_sentence(name, content, sentence):
    assert sentence in refusal(name, content)


def test_packed_bomb_is_refused_before_it_is_unpacked():
    bomb = zipped(word__document=b"0" * (packed.LARGEST_MEMBER + 1))
    assert len(bomb) < 100_000
    assert "too large once it is unpacked" in refusal("a.docx", bomb)
    assert "too large once it is unpacked" in refusal(
        "a.xlsx", zipped(xl__workbook=b"x", **{f"m{number}": b"" for number in range(1001)})
    )
    halves = {f"xl__part{number}": b"0" * (packed.LARGEST_MEMBER - 1) for number in range(3)}
    assert "too large once it is unpacked" in refusal("a.xlsx", zipped(xl__workbook=b"x", **halves))


def test_member_that_lies_of_its_size_is_refused():
    content = bytearray(a_review())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    lie = bytes(content).replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lie != bytes(content)
    assert "damaged" in refusal("a.docx", lie)


def test_sheet_that_lies_of_its_size_loses_no_row(town):
    def one_line(sheet: bytes) -> bytes:
        return sheet.replace(b'<dimension ref="A1:F3"', b'<dimension ref="A1:F2"')

    content = changed_member(as_xlsx(a_row(), a_row("Druhá.")), "xl/worksheets/sheet1.xml", one_line)
    assert content != as_xlsx(a_row(), a_row("Druhá."))
    assert len(preview(town, "a.xlsx", content).fates) == 2


def test_line_far_below_is_refused(monkeypatch):
    monkeypatch.setattr(xlsx_file, "MOST_LINES", 10_000)

    def far(sheet: bytes) -> bytes:
        return sheet.replace(b'<row r="2"', b'<row r="99999999999"')

    content = changed_member(as_xlsx(a_row()), "xl/worksheets/sheet1.xml", far)
    assert "more lines than Excel knows" in refusal("a.xlsx", content)


def test_too_many_comments_in_word_are_refused(monkeypatch):
    monkeypatch.setattr(word_file, "MOST_ENTRIES", 1)
    document = a_document()
    for _number in range(2):
        tracked(document.add_paragraph(), "ins", "nové")
    assert "more than 1 rows" in refusal("a.docx", saved(document))


def test_word_file_of_a_crowd_is_refused(monkeypatch):
    monkeypatch.setattr(word_file, "MOST_AUTHORS", 2)
    document = a_document()
    for number in range(3):
        tracked(document.add_paragraph(), "ins", "nové", f"Autor {number}")
    assert "More than 2 people" in refusal("a.docx", saved(document))


def test_passages_that_overlap_and_never_end_are_read_quickly():
    document = a_document()
    paragraph = document.add_paragraph()
    starts = "".join(f'<w:commentRangeStart w:id="{number}"/>' for number in range(20_000))
    paragraph._p.append(parse_xml(f'<w:ins xmlns:w="{W}" w:author="A">{starts}</w:ins>'))
    for _number in range(500):
        paragraph.add_run("slovo ")
    tracked(paragraph, "ins", "nové")
    (entry,) = read("a.docx", saved(document), language="cs").entries
    assert entry.proposed.endswith("nové")


def test_number_of_excel_in_place_of_a_part_is_warned_of(town):
    (fate,) = preview(town, "a.xlsx", as_xlsx(a_row(part=1.2))).fates
    assert fate.place.part_id == MEASURE
    assert "1.10 may have become 1.1" in fate.entry.warnings[0]


def test_characters_nobody_sees_are_left_out_with_a_warning(town):
    content = as_csv(a_row("Zvonek\x07 a\x1b konec\x0bhned."))
    (fate,) = preview(town, "a.csv", content).fates
    assert "Comment: characters nobody sees" in fate.entry.warnings[0]
    (letter,) = load(town, "a.csv", content)
    assert letter.comments.get().text == "Zvonek a konec\nhned."


def test_halves_of_characters_in_a_sheet_are_left_out(town):
    def half(strings: bytes) -> bytes:
        return strings.replace(b"Konec", b"_xD800_Ko_x0000_nec")

    content = changed_member(as_xlsx(a_row("Konec.")), "xl/sharedStrings.xml", half)
    (letter,) = load(town, "a.xlsx", content)
    assert letter.comments.get().text == "Konec."


def test_letter_with_too_many_comments_is_refused(town):
    rows = [a_row(f"Č. {number}", mark="1") for number in range(1001)]
    (problem,) = preview(town, "a.csv", as_csv(*rows)).problems
    assert "too long" in str(problem)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b"\x00\xff\xfe"),
        ("a.xlsx", b"PK"),
        ("a.docx", zipped(word__document=ENTITY.encode())),
        ("<script>.csv", as_csv(["<script>alert(1)</script>"], ["x"])),
        ("a.csv", as_csv(a_row("<script>alert(1)</script>", part="<script>alert(1)</script>"))),
    ],
)
def test_page_answers_each_with_a_sentence(town, name, content):
    response = bring(town, name, content)
    assert response.status_code in (200, 422)
    assert "<script>alert(1)" not in response.content.decode()
    assert not Submission.objects.exists()


def test_file_nobody_can_read_is_not_kept(town):
    assert bring(town, "a.csv", b"").status_code == 422
    assert bring(town, "a.csv", b"\x81").status_code == 422
    assert not SubmissionImport.objects.exists()

"""A colleague's review in Word becomes comments: what stands in the margin, and what was changed in the text."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from docx.oxml import parse_xml

from workflows.importing import reading
from workflows.importing.word_file import LONGEST_QUOTE
from workflows.models import Comment, Submission
from workflows.town_time import in_town

from .letter_files import (
    GOAL,
    MEASURE,
    TWIN,
    W,
    a_document,
    bring,
    changed_member,
    load,
    opened,
    preview,
    said,
    saved,
    tracked,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]


@pytest.fixture
def town(hall, monkeypatch):
    """An open consultation on a notice with parts."""
    return opened(hall, monkeypatch)


def remark(document, paragraph, text: str, author: str = "Karel", runs=None):
    """Somebody writes into the margin, yesterday."""
    comment = document.add_comment(runs or paragraph.runs, text=text, author=author)
    when = in_town(timezone.now() - timedelta(days=1)).replace(tzinfo=None, microsecond=0)
    comment._comment_elm.set(f"{{{W}}}date", f"{when.isoformat()}Z")
    return comment


def review():
    """A draft with headings, two reviewers' comments and one's changes."""
    document = a_document()
    document.add_heading("Úvod", 1)
    whole = document.add_paragraph("Obecná slova.")
    document.add_heading("Péče doma", 1)
    document.add_heading("1.2 Terénní péče", 2)
    document.add_heading("Indikátory", 3)
    measured = document.add_paragraph("Počet hodin. ")
    measured.add_run("Počet klientů.")
    remark(document, whole, "K celku.", "Karel")
    remark(document, measured, "Kolik?", "Eva", runs=measured.runs[1:])
    paragraph = document.add_paragraph("Služba bude ")
    tracked(paragraph, "del", "možná ")
    tracked(paragraph, "ins", "vždy ")
    paragraph.add_run("dostupná.")
    return document


def test_each_author_is_one_letter_with_comments_and_changes(town):
    letters = load(town, "revize.docx", saved(review()), channel="email")
    assert [one.identity.name for one in letters] == ["Karel", "Eva"]
    assert {one.channel for one in letters} == {"email"}
    karel, eva = ([*one.comments.order_by("number")] for one in letters)
    assert (karel[0].text, [one.part_id for one in karel]) == ("K celku.", ["", MEASURE])
    assert karel[0].quote == "Obecná slova."
    assert (karel[1].quote, karel[1].proposed) == (
        "Služba bude možná dostupná.",
        "Služba bude vždy dostupná.",
    )
    assert (eva[0].text, eva[0].quote, eva[0].part_id) == ("Kolik?", "Počet klientů.", MEASURE)
    assert in_town(letters[0].received_at).date() == in_town(timezone.now()).date() - timedelta(days=1)


def test_day_told_by_hand_counts_before_that_in_word(town):
    now = timezone.now()
    assert load(town, "a.docx", saved(review()), channel="email", received_at=now)[0].received_at == now


def test_changes_of_one_paragraph_are_told_apart_by_author(town):
    document = a_document()
    paragraph = document.add_paragraph("Služba ")
    tracked(paragraph, "ins", "prý ", "Karel")
    tracked(paragraph, "del", "bude", "Eva")
    tracked(paragraph, "ins", "je", "Eva")
    paragraph.add_run(" dostupná.")
    load(town, "a.docx", saved(document), channel="email")
    found = dict(Comment.objects.values_list("submission__identity__name", "proposed"))
    assert found == {"Karel": "Služba prý bude dostupná.", "Eva": "Služba je dostupná."}
    assert set(Comment.objects.values_list("quote", flat=True)) == {"Služba bude dostupná."}


def test_whole_paragraph_may_be_added_or_left_out(town):
    document = a_document()
    tracked(document.add_paragraph(), "ins", "Zcela nové.")
    tracked(document.add_paragraph(), "del", "Zbytečné.")
    load(town, "a.docx", saved(document), channel="email")
    rows = Comment.objects.order_by("number").values_list("quote", "proposed")
    assert list(rows) == [("", "Zcela nové."), ("Zbytečné.", "")]
    assert all(Comment.objects.values_list("text", flat=True))


def test_quotation_is_of_the_draft_and_not_of_what_a_reviewer_inserted(town):
    document = a_document()
    paragraph = document.add_paragraph("Bude")
    tracked(paragraph, "ins", " prý", "Eva")
    tracked(paragraph, "del", " možná", "Eva")
    paragraph.add_run(" dostupná.")
    remark(document, paragraph, "Kdy?", runs=[paragraph.runs[0], paragraph.runs[-1]])
    plan = preview(town, "a.docx", saved(document), channel="email")
    assert {fate.entry.quote for fate in plan.fates} == {"Bude možná dostupná."}


def test_long_quotation_is_cut_at_a_word(town):
    document = a_document()
    remark(document, document.add_paragraph("slovo " * 900), "Dlouhé.")
    (fate,) = preview(town, "a.docx", saved(document), channel="email").fates
    assert len(fate.entry.quote) <= LONGEST_QUOTE
    assert fate.entry.quote.endswith("slovo…")


def answered(document, parents: dict[str, str]) -> bytes:
    """Comments answer others by their keys, as Word says in a member of its own."""
    space = "http://schemas.microsoft.com/office/word/2010/wordml"
    for number, one in enumerate(document.comments):
        one._comment_elm.p_lst[-1].set(f"{{{space}}}paraId", f"0000000{number + 1}")
    rows = "".join(
        f'<w15:commentEx w15:paraId="{key}" w15:paraIdParent="{parent}"/>' for key, parent in parents.items()
    )
    other = "http://schemas.microsoft.com/office/word/2012/wordml"
    extended = f'<w15:commentsEx xmlns:w15="{other}">{rows}</w15:commentsEx>'
    return changed_member(saved(document), "word/commentsExtended.xml", lambda old: extended.encode())


def test_answer_stands_with_the_comment_it_answers(town):
    document = a_document()
    paragraph = document.add_paragraph("Text.")
    remark(document, paragraph, "Proč?", "Karel")
    remark(document, paragraph, "Souhlasím.", "Eva")
    (fate,) = preview(town, "a.docx", answered(document, {"00000002": "00000001"}), channel="email").fates
    assert fate.entry.text == "Proč?\n\nEva: Souhlasím."
    assert fate.entry.facts["name"] == "Karel"
    assert len(preview(town, "b.docx", saved(document), channel="email").fates) == 2


def test_conversation_is_told_whole_and_a_circle_loses_nothing(town):
    document = a_document()
    paragraph = document.add_paragraph("Text.")
    for number in range(3):
        remark(document, paragraph, f"Slovo {number}.", "Karel")
    chain = {"00000002": "00000001", "00000003": "00000002"}
    for name, parents, count in (("a.docx", chain, 1), ("b.docx", chain | {"00000001": "00000003"}, 3)):
        fates = preview(town, name, answered(document, parents), channel="email").fates
        assert len(fates) == count
        text = " ".join(fate.entry.text for fate in fates)
        assert all(f"Slovo {number}." in text for number in range(3))


def test_twin_headings_are_taken_for_the_whole_plan_with_a_warning(town):
    document = a_document()
    document.add_heading("Doprava", 1)
    remark(document, document.add_paragraph("Text."), "Kdy?")
    (fate,) = preview(town, "a.docx", saved(document), channel="email").fates
    assert fate.place.part_id == ""
    assert "More than one part is called “Doprava”" in fate.entry.warnings[0]
    assert TWIN not in str(fate)


def test_heading_of_another_chapter_is_not_above(town):
    document = a_document()
    document.add_heading("Terénní péče", 2)
    document.add_heading("Závěr", 1)
    last = document.add_paragraph("Konec.")
    heading = document.add_heading("Cíl 1 Péče doma", 1)
    remark(document, last, "K závěru.")
    remark(document, heading, "K nadpisu.")
    first, second = preview(town, "a.docx", saved(document), channel="email").fates
    assert (first.place.part_id, second.place.part_id) == ("", GOAL)


def test_empty_comment_is_left_out_and_told(town):
    document = a_document()
    paragraph = document.add_paragraph("Text.")
    remark(document, paragraph, " ")
    remark(document, paragraph, "Slovo.")
    plan = preview(town, "a.docx", saved(document), channel="email")
    assert len(plan.fates) == 1
    assert "Word comment 1 is empty" in plan.notes[0]


def test_text_in_a_table_and_in_a_text_box_is_read_once(town):
    document = a_document()
    table = document.add_table(1, 1)
    remark(
        document,
        table.cell(0, 0).paragraphs[0],
        "V tabulce.",
        runs=[table.cell(0, 0).paragraphs[0].add_run("x")],
    )
    box = parse_xml(
        f'<w:p xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:r>'
        "<mc:AlternateContent>"
        + "".join(
            f"<mc:{kind}><w:p><w:ins w:id='1' w:author='Eva' w:date='{in_town(timezone.now()):%Y-%m-%dT00:00:00Z}'>"
            f"<w:r><w:t>nové</w:t></w:r></w:ins></w:p></mc:{kind}>"
            for kind in ("Choice", "Fallback")
        )
        + "</mc:AlternateContent></w:r></w:p>"
    )
    document.element.body.insert(0, box)
    texts = [fate.entry.proposed for fate in preview(town, "a.docx", saved(document), channel="email").fates]
    assert texts == ["nové", ""]


def test_review_without_a_date_asks_for_the_day(town):
    document = a_document()
    tracked(document.add_paragraph("Text."), "ins", "nové", date="kdysi")
    (problem,) = said(preview(town, "a.docx", saved(document), channel="email"))
    assert problem.startswith("Change 1, Received: ")
    assert load(town, "a.docx", saved(document), channel="email", received_at=timezone.now())


def test_way_of_a_word_file_has_to_be_told(town):
    response = bring(town, "a.docx", saved(review()))
    assert response.status_code == 422
    assert "by which way the Word file came" in response.content.decode()
    assert "1.2 Terénní péče" in bring(town, "a.docx", saved(review()), channel="email").content.decode()
    assert not Submission.objects.exists()


def test_without_the_extra_word_is_not_offered_and_it_is_said_why(town, monkeypatch):
    monkeypatch.setattr(reading, "find_spec", lambda name: None)
    response = bring(town, "a.docx", saved(review()), channel="email")
    assert response.status_code == 422
    assert "extra “docx” of this application is not installed" in response.content.decode()
    assert ".docx" not in response.content.decode()

"""Settling in a spreadsheet: what was not changed stays, mistakes are named, people decide conflicts."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from workflows.models import Comment, Settlement, SettlementWording
from workflows.settlement_sheet import comparing
from workflows.settlement_words import outcome_choices

from .browser import administrator, form_data, signed_in, soup, words
from .story import make, person, release, settle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]

OUTCOME, REASONING, READY, MARK = 5, 6, 7, 9
"""Columns of the sheet."""


def url_of(hall, name: str = "settlement_sheet") -> str:
    return reverse(f"kpss_workflows_admin:{name}", args=[hall.consultation.pk])


@pytest.fixture
def desk(hall):
    """Three released comments, of which the first is settled."""
    hall.until_settlement("Modrá.", "=HYPERLINK(1)", "Zelená.")
    for comment in hall.comments:
        release(comment, hall.secretary)
    settle(hall.comments[0], hall.secretary, reasoning="Vyhovíme.\nRádi.")
    return hall


@pytest.fixture
def secretary(desk):
    """The browser of who works there."""
    return signed_in(desk.secretary)


def downloaded(browser, hall) -> Workbook:
    """The sheet as a program opens it."""
    response = browser.get(url_of(hall, "settlement_sheet_file"))
    assert response.status_code == 200
    return load_workbook(BytesIO(b"".join(response.streaming_content)))


def write(book: Workbook, row: int, outcome: str | None, reasoning: str | None, ready: str = "yes") -> None:
    """Somebody writes into a row; the first comment stands in row 2."""
    for column, value in ((OUTCOME, outcome), (REASONING, reasoning), (READY, ready)):
        book.worksheets[0].cell(row, column).value = value


def upload(browser, hall, book: Workbook | bytes):
    """Send the sheet and see what would change."""
    if isinstance(book, Workbook):
        stream = BytesIO()
        book.save(stream)
        book = stream.getvalue()
    return browser.post(url_of(hall), {"file": SimpleUploadedFile("prace.xlsx", book)})


def confirm(browser, hall, preview, **more):
    return browser.post(url_of(hall), form_data(preview, "token") | more)


def facts() -> list[tuple]:
    settled = "settlement__outcome", "settlement__reasoning", "settlement__is_ready"
    return [*Comment.objects.order_by("pk").values_list(*settled)]


BEFORE = [("accepted", "Vyhovíme.\nRádi.", True), (None, None, None), (None, None, None)]


def test_sheet_locks_comments_opens_settlements_and_holds_no_formula(desk, secretary):
    sheet = downloaded(secretary, desk).worksheets[0]
    assert sheet.protection.sheet
    first, second = list(sheet.iter_rows(min_row=2, max_row=3))
    assert [cell.protection.locked for cell in first] == [True] * 4 + [False] * 3 + [True] * 2
    assert (second[2].value, second[2].data_type) == ("=HYPERLINK(1)", "s")
    assert sheet.column_dimensions["I"].hidden
    assert [one.value for one in first][4:7] == ["accepted", "Vyhovíme.\nRádi.", "yes"]
    assert len(sheet.data_validations.dataValidation) == 2


def test_untouched_sheet_changes_nothing_even_if_the_register_did(desk, secretary):
    book = downloaded(secretary, desk)
    settle(desk.comments[0], administrator(), "rejected", "Nelze.")
    page = upload(secretary, desk, book)
    assert page.status_code == 200
    assert "3 rows were not changed" in words(page)
    confirm(secretary, desk, page)
    assert facts()[0] == ("rejected", "Nelze.", True)


def test_changed_rows_are_shown_before_and_after_and_then_saved(desk, secretary):
    book = downloaded(secretary, desk)
    write(book, 2, "rejected", "Nelze.")
    write(book, 3, "noted", "Víme.", "no")
    page = upload(secretary, desk, book)
    told = words(page)
    assert "2 rows change" in told
    assert "1 row was not changed" in told
    assert told.index("Vyhovíme. Rádi.") < told.index("Nelze.")
    assert facts() == BEFORE
    assert confirm(secretary, desk, page).status_code == 302
    assert facts() == [("rejected", "Nelze.", True), ("noted", "Víme.", False), (None, None, None)]
    assert SettlementWording.objects.get().reasoning == "Vyhovíme.\nRádi."
    assert Settlement.objects.get(outcome="noted").settled_by == desk.secretary


@pytest.mark.parametrize("taken", [False, True])
def test_conflict_is_shown_and_decided_row_by_row(desk, secretary, taken):
    book = downloaded(secretary, desk)
    write(book, 2, "rejected", "Nelze.")
    settle(desk.comments[0], administrator(), "noted", "Mezitím.")
    page = upload(secretary, desk, book)
    assert "1 conflict" in words(page)
    more = {"taken": [desk.comments[0].reference]} if taken else {}
    assert confirm(secretary, desk, page, **more).status_code == 302
    assert facts()[0] == (("rejected", "Nelze.", True) if taken else ("noted", "Mezitím.", True))


def test_register_that_changed_after_the_preview_is_not_overwritten(desk, secretary):
    book = downloaded(secretary, desk)
    write(book, 2, "rejected", "Nelze.")
    page = upload(secretary, desk, book)
    settle(desk.comments[0], administrator(), "noted", "Mezitím.")
    again = confirm(secretary, desk, page, taken=[desk.comments[0].reference])
    assert again.status_code == 409
    assert facts()[0] == ("noted", "Mezitím.", True)
    assert "1 conflict" in words(again)
    assert confirm(secretary, desk, again, taken=[desk.comments[0].reference]).status_code == 302
    assert facts()[0] == ("rejected", "Nelze.", True)


def test_second_click_saves_once(desk, secretary):
    book = downloaded(secretary, desk)
    write(book, 2, "rejected", "Nelze.")
    page = upload(secretary, desk, book)
    assert confirm(secretary, desk, page).status_code == 302
    assert confirm(secretary, desk, page).status_code == 302
    assert SettlementWording.objects.count() == 1


def test_town_calls_outcomes_by_its_words_in_the_sheet(desk, secretary):
    desk.page.kpss_outcome_labels.create(place=desk.page, outcome="noted", label="bere se na vědomí")
    assert ("noted", "bere se na vědomí") in outcome_choices(desk.page.pk)
    book = downloaded(secretary, desk)
    write(book, 3, "Bere se na vědomí", "Víme.")
    confirm(secretary, desk, upload(secretary, desk, book))
    assert facts()[1] == ("noted", "Víme.", True)


@pytest.mark.parametrize(
    ("row", "column", "value", "sentence"),
    [
        (3, OUTCOME, "snad", "no outcome called “snad”. Write one of these: accepted, "),
        (3, REASONING, "x" * 20_001, "The reasoning is too long."),
        (3, REASONING, "=1+1", "There is a formula here."),
        (3, REASONING, None, "Every outcome needs its reasoning."),
        (3, READY, "možná", "Write yes or no."),
        (3, 1, "9-9999/1", "There is no comment of this number"),
        (3, 1, None, "The number of the comment is missing."),
        (3, 1, "1-0001/1", "The comment stands in row 2 already."),
        (3, MARK, None, "The mark of the row is missing"),
        (3, REASONING, "Viz ____.", "Fill in the empty place"),
    ],
)
def test_mistakes_are_named_with_row_and_column_and_nothing_is_saved(
    desk, secretary, row, column, value, sentence
):
    book = downloaded(secretary, desk)
    write(book, 2, "rejected", "Nelze.")
    write(book, 3, "noted", "Víme.")
    book.worksheets[0].cell(row, column).value = value
    page = upload(secretary, desk, book)
    assert page.status_code == 422
    told = soup(page).select_one("table tbody").get_text(" ")
    assert sentence in told
    assert str(row) in told.split()
    assert not soup(page).find(attrs={"name": "token"})
    assert facts() == BEFORE


def test_emptied_settlement_is_no_way_to_erase_it(desk, secretary):
    book = downloaded(secretary, desk)
    write(book, 2, None, None)
    assert "not erased by a sheet" in words(upload(secretary, desk, book))


def test_missing_column_and_what_is_no_sheet(desk, secretary):
    book = downloaded(secretary, desk)
    book.worksheets[0].delete_cols(OUTCOME)
    assert "These columns are missing: Outcome." in words(upload(secretary, desk, book))
    for content in (b"", b"PK\x03\x04", b"<html>", b"\x00" * 100):
        assert upload(secretary, desk, content).status_code == 422
    assert secretary.post(url_of(desk), {}).status_code == 422


def test_very_many_changes_are_taken_in_parts(desk, secretary, monkeypatch):
    monkeypatch.setattr(comparing, "MOST_CHANGES", 1)
    book = downloaded(secretary, desk)
    write(book, 2, "rejected", "Nelze.")
    write(book, 3, "noted", "Víme.")
    assert "upload the sheet in parts" in words(upload(secretary, desk, book))
    book.worksheets[0].delete_rows(3)
    assert confirm(secretary, desk, upload(secretary, desk, book)).status_code == 302
    assert facts()[0] == ("rejected", "Nelze.", True)


def test_one_row_that_is_refused_undoes_all(desk, secretary):
    book = downloaded(secretary, desk)
    write(book, 2, "rejected", "Nelze.")
    write(book, 4, "noted", "Víme.")
    page = upload(secretary, desk, book)
    make_public = desk.comments[2]
    Comment.objects.filter(pk=make_public.pk).update(status="hidden", hidden_reason="Uráží.")
    assert confirm(secretary, desk, page).status_code == 422
    assert facts() == BEFORE


def test_nothing_is_taken_in_once_the_settlements_are_public(desk, secretary):
    book = downloaded(secretary, desk)
    write(book, 2, "rejected", "Nelze.")
    page = upload(secretary, desk, book)
    for comment in desk.comments[1:]:
        settle(comment, desk.secretary)
    make(desk.page, "publish_settlements", desk.secretary)
    assert confirm(secretary, desk, page).status_code == 409
    assert facts()[0][0] == "accepted"


def test_another_person_or_consultation_does_not_take_what_was_kept(desk, secretary):
    book = downloaded(secretary, desk)
    write(book, 2, "rejected", "Nelze.")
    page = upload(secretary, desk, book)
    other = signed_in(administrator())
    assert confirm(other, desk, page).status_code == 409
    forged = form_data(page, "token") | {"token": "x" + form_data(page, "token")["token"]}
    assert secretary.post(url_of(desk), forged).status_code == 409
    assert facts() == BEFORE


@pytest.mark.parametrize("name", ["settlement_sheet", "settlement_sheet_file"])
@pytest.mark.parametrize(("who", "status"), [("writer", (302, 404)), ("stranger", (404,)), ("", (302,))])
def test_sheet_is_for_who_works_at_the_desk(desk, client, name, who, status):
    browser = client
    if who:
        browser = signed_in(person("stranger") if who == "stranger" else getattr(desk, who))
    for response in (browser.get(url_of(desk, name)), browser.post(url_of(desk, name))):
        assert response.status_code in status
        assert b"Modr" not in response.content

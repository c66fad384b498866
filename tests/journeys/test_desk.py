"""A secretary settles by the keyboard, does several at once, words outcomes and works in a spreadsheet."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE
from tests.workflows.story import TownHall, home, release, settle
from workflows.models import Comment

WAGTAILS_OWN = ["[data-sprite]"]
LONG = "Prosíme doplnit odlehčovací službu pro rodiny s dětmi. " * 4


@pytest.fixture
def hall(czech) -> TownHall:
    """Three comments wait, a fourth is settled."""
    hall = TownHall().until_settlement(f"Modrá. {LONG}", "Bílá.", f"Zelená. {LONG}", "Šedá.")
    release(hall.comments[3], hall.secretary)
    settle(hall.comments[3], hall.secretary, "noted", "Bereme na vědomí.")
    return hall


@pytest.fixture
def look(axe):
    """Inspect a screen, and keep its picture where ``KPSS_LOOK`` names a folder."""

    def inspect(page: Any, name: str) -> None:
        axe(page, outside=WAGTAILS_OWN)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url
        if folder := os.environ.get("KPSS_LOOK"):
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    return inspect


@pytest.fixture
def windows(open_page, hall):
    """Open a window in which the secretary has signed in."""

    def signed_in(**kwargs: Any) -> Any:
        page = open_page(**kwargs)
        page.goto("/admin/login/")
        page.fill("[name=username]", "secretary")
        page.fill("[name=password]", "password")
        page.click("button[type=submit]")
        page.wait_for_url("**/admin/")
        return page

    return signed_in


def address(name: str, hall: TownHall) -> str:
    return reverse(f"kpss_workflows_admin:{name}", args=[hall.consultation.pk])


def test_desk_by_keyboard(windows, hall, look):
    page = windows()
    page.goto(address("desk", hall))
    first, second = (page.locator(f"#c{one.pk}") for one in hall.comments[:2])
    page.keyboard.press("j")
    expect(first).to_be_focused()
    page.keyboard.press("r")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(second).to_be_focused()
    look(page, "desk-keys")
    page.keyboard.press("x")
    expect(second.locator("[name=tick]")).to_be_checked()
    page.keyboard.press("x")
    page.keyboard.press("h")
    page.keyboard.type("jrhx? je to urážka")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert [*Comment.objects.order_by("pk").values_list("status", "hidden_reason")][:3] == [
        ("released", ""),
        ("hidden", "jrhx? je to urážka"),
        ("received", ""),
    ]
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('.kpss-desk-row').id") == f"c{hall.comments[0].pk}"
    assert page.evaluate("document.activeElement.tagName") != "SECTION"


def test_keys_are_listed_and_can_be_switched_off(windows, hall, look):
    page = windows()
    page.goto(address("desk", hall))
    page.keyboard.press("?")
    dialog = page.locator("dialog.kpss-keys")
    expect(dialog).to_be_visible()
    look(page, "desk-help")
    dialog.locator("[data-kpss-keys-on]").uncheck()
    page.keyboard.press("Escape")
    for _visit in range(2):
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.tagName") != "SECTION"
        page.goto(address("desk", hall))
    page.locator("[data-kpss-keys]").click()
    expect(dialog.locator("[data-kpss-keys-on]")).not_to_be_checked()


def test_ready_reasoning_fills_an_empty_field_only(windows, hall):
    page = windows()
    page.goto(address("desk", hall))
    row, settled = (page.locator(f"#c{hall.comments[one].pk}") for one in (0, 3))
    row.locator("[name$=-template]").select_option("contained")
    reasoning = row.locator("[name$=-reasoning]:not([type=hidden])")
    assert "____" in reasoning.input_value()
    expect(reasoning).to_be_focused()
    settled.locator("[name$=-template]").select_option("unrelated")
    assert settled.locator("textarea[name$=-reasoning]").input_value() == "Bereme na vědomí."


@pytest.mark.parametrize("javascript", [True, False])
def test_several_at_once_with_and_without_a_script(windows, hall, javascript):
    page = windows(javascript=javascript)
    page.goto(address("desk", hall))
    page.check("[name=screen]")
    if javascript:
        expect(page.locator("[name=tick]").nth(2)).to_be_checked()
    with page.expect_navigation():
        page.locator("button[value=release]").click()
    assert {*Comment.objects.values_list("status", flat=True)} == {"released"}


def test_every_new_screen_on_a_phone_in_the_dark_and_on_a_desk(windows, hall, look):
    for comment in hall.comments[:3]:
        release(comment, hall.secretary)
    sizes = {"phone": {"size": PHONE, "colour_scheme": "dark"}, "desk": {}}
    for name, kwargs in sizes.items():
        page = windows(**kwargs)
        page.goto(address("desk", hall))
        page.locator(".kpss-bulk summary").click()
        look(page, f"{name}-bulk")
        page.locator("[name=tick]").first.check()
        page.select_option("[name=bulk-outcome]", "noted")
        page.fill("[name=bulk-reasoning]", "Víme.")
        page.locator("[name=tick]").last.check()
        page.locator("button[value=settle]").click()
        expect(page.locator(".help-warning")).to_be_visible()
        look(page, f"{name}-bulk-refused")
        page.goto(reverse("kpss_workflows_admin:settlement_words", args=[home().pk]))
        look(page, f"{name}-words")
        page.goto(address("settlement_sheet", hall))
        look(page, f"{name}-sheet")
        content = page.request.get(address("settlement_sheet_file", hall)).body()
        settle(hall.comments[0], hall.secretary, "accepted", f"Vyhovíme. {name}")
        page.set_input_files("[name=file]", files=[_edited(content, good=True)])
        page.locator("form:has([name=file]) [type=submit]").click()
        expect(page.locator("[name=token]")).to_be_attached()
        look(page, f"{name}-sheet-plan")
        page.set_input_files("[name=file]", files=[_edited(content, good=False)])
        page.locator("form:has([name=file]) [type=submit]").click()
        expect(page.locator("table.listing")).to_be_visible()
        look(page, f"{name}-sheet-wrong")


def _edited(content: bytes, *, good: bool) -> dict[str, Any]:
    book = load_workbook(BytesIO(content))
    sheet = book.worksheets[0]
    for row in (2, 3):
        sheet.cell(row, 5).value = "rejected" if good else "snad"
        sheet.cell(row, 6).value = LONG
    stream = BytesIO()
    book.save(stream)
    return {"name": "prace.xlsx", "mimeType": "application/octet-stream", "buffer": stream.getvalue()}

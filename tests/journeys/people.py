"""What people do in the browser, as verbs."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

PASSWORD = "heslo"
PICTURES = Path(__file__).parents[2] / "docs" / "pictures"


def sign_in(page: Page, username: str) -> None:
    """Come to Wagtail's admin."""
    page.goto("/admin/login/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")


def write_title(page: Page, title: str) -> None:
    """Type the title; the editor makes the address of the page from it."""
    page.wait_for_load_state("networkidle")
    page.fill("[name=title]", title)
    page.press("[name=title]", "Tab")
    page.wait_for_function("document.querySelector('[name=slug]').value !== ''")


def open_menu_entry(page: Page, plan: Any, title: str) -> None:
    """Choose a transition from the action menu of the plan's editor."""
    page.goto(f"/admin/pages/{plan.pk}/edit/")
    page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    page.locator("footer").get_by_role("link", name=title).click()


def carry_out(page: Page, axe: Any, title: str, **fields: str) -> None:
    """Fill in the form of a transition and send it."""
    expect(page.get_by_role("heading", name=title).first).to_be_visible()
    axe(page, outside=["[data-sprite]"])
    for name, value in fields.items():
        field = page.locator(f"form [name={name}]")
        if field.first.get_attribute("type") == "radio":
            page.check(f"form [name={name}][value={value}]")
        else:
            field.fill(value)
    page.locator("form button[type=submit]", has_text=title).click()
    page.wait_for_url("**/kpss-workflows/page/*/")


def make(page: Page, axe: Any, plan: Any, title: str, **fields: str) -> None:
    """Make a transition from the menu to its end."""
    open_menu_entry(page, plan, title)
    carry_out(page, axe, title, **fields)


def period(start: datetime, days: int) -> dict[str, str]:
    """The fields of a consultation's period, as the browser's pickers give them."""
    end = start + timedelta(days=days)
    return {
        "opens_at_0": start.strftime("%Y-%m-%d"),
        "opens_at_1": start.strftime("%H:%M"),
        "closes_at_0": end.strftime("%Y-%m-%d"),
        "closes_at_1": end.strftime("%H:%M"),
    }


def keep_picture(page: Page, name: str) -> None:
    """Save a picture for the README when ``make pictures`` asks for it."""
    if os.environ.get("KPSS_PICTURES") == "1":
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png")

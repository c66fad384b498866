"""A coordinator asks the steering group; one reads on a phone by a link, one after signing in; both answer."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from playwright.sync_api import expect
from wagtail.documents import get_document_model

from kpss_pages.models import GroupPage, PlanPage
from tests.journeys.conftest import PHONE
from tests.journeys.people import sign_in
from tests.kpss_pages.making import a_group, a_person
from tests.kpss_pages.plan_story import PlanStory
from workflows.models import OutgoingMail, ReadingInvitation

LONG_WORD = "nejneobhospodařovávatelnějšímu" * 3
WAGTAILS_OWN = ["[data-sprite]"]


@pytest.fixture
def story(czech) -> PlanStory:
    """A plan with an annex before the steering group, whose members are known."""
    story = PlanStory()
    seat = {"person": a_person(story.portal, name="Karel Dub", email="karel@example.cz")}
    a_group(story.portal, [seat], title="Řídicí skupina", kind=GroupPage.Kind.STEERING)
    document = get_document_model().objects.create(title="Tabulky", file=ContentFile(b"x", "tabulky.txt"))
    draft = story.fresh().get_latest_revision_as_object()
    annexes = [{"type": "annex", "value": {"title": "Příloha", "document": document.pk}}]
    draft.annexes = PlanPage(annexes=annexes).annexes
    draft.save_revision(user=story.people["editor"])
    story.make("submit_to_steering_group", "editor")
    return story


@pytest.fixture
def look(axe):
    """Inspect a screen, and keep its picture where ``KPSS_LOOK`` names a folder."""

    def inspect(page: Any, name: str, outside: list[str] | None = None) -> None:
        axe(page, outside=outside)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url
        if folder := os.environ.get("KPSS_LOOK"):
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    return inspect


def link_of(email: str) -> str:
    mail = OutgoingMail.objects.filter(to=email).latest("pk")
    return re.search(r"https?://[^/\s]+(/kpss/cist/\S+)", mail.text)[1]


def test_internal_reading(open_page, look, story):
    desk_url = reverse("kpss_workflows_admin:internal_readings", args=[story.plan.pk])
    desk = open_page()
    sign_in(desk, "coordinator")
    desk.goto(reverse("kpss_workflows_admin:process", args=[story.plan.pk]))
    look(desk, "process", WAGTAILS_OWN)
    desk.click(f"a[href='{desk_url}']")
    look(desk, "desk-empty", WAGTAILS_OWN)
    desk.check("[name=suggested][value='karel@example.cz']")
    desk.fill("[name=people]", "Jana Nováková jana@example.cz")
    desk.fill("[name=message]", "Prosím o přečtení.")
    desk.click("main form:has([name=people]) button[type=submit]")
    expect(desk.locator("[name=people]")).to_have_value("Jana Nováková jana@example.cz")
    look(desk, "desk-error", WAGTAILS_OWN)
    desk.fill("[name=people]", "Jana Nováková <jana@example.cz>")
    desk.click("main form:has([name=people]) button[type=submit]")
    expect(desk.locator(".kpss-reader")).to_have_count(2)
    assert ReadingInvitation.objects.count() == 2

    phone = open_page(size=PHONE, colour_scheme="dark", javascript=True)
    phone.goto(link_of("jana@example.cz"))
    look(phone, "link-phone-dark")
    phone.click("main button[type=submit]")
    expect(phone.get_by_role("alert")).to_be_visible()
    look(phone, "link-error-phone-dark")
    phone.check("[name=kind][value=remarks]")
    phone.fill("[name=text]", f"Chybí mi {LONG_WORD}.\nA cena.")
    phone.click("main button[type=submit]")
    expect(phone.get_by_role("status")).to_contain_text("A cena.")
    look(phone, "link-answered-phone-dark")
    phone.click("nav.kpss-areas >> nth=0 >> text=Senioři")
    look(phone, "link-area-phone-dark")

    plain = open_page(javascript=False)
    plain.goto(link_of("karel@example.cz"))
    plain.keyboard.press("Tab")
    expect(plain.locator(":focus")).to_have_attribute("href", "#obsah")
    plain.check("[name=kind][value=agree]")
    plain.press("[name=kind][value=agree]", "Enter")
    expect(plain.get_by_role("status")).to_be_visible()

    member = open_page()
    sign_in(member, "approver")
    member.goto(reverse("kpss_workflows_admin:read_internally", args=[story.plan.pk]))
    look(member, "signed-desktop-light")
    member.check("[name=kind][value=agree]")
    member.click("main button[type=submit]")
    expect(member.get_by_role("status")).to_be_visible()

    for window, name in (
        (open_page(size=PHONE, colour_scheme="dark"), "phone-dark"),
        (desk, "desktop-light"),
    ):
        if window is not desk:
            sign_in(window, "coordinator")
        window.goto(desk_url)
        look(window, f"desk-{name}", WAGTAILS_OWN)
        window.goto(reverse("kpss_workflows_admin:transition", args=[story.plan.pk, "record_steering_group"]))
        expect(window.locator("main")).to_contain_text("A cena.")
        look(window, f"decision-{name}", WAGTAILS_OWN)

    desk.goto(desk_url)
    jana = desk.locator(".kpss-reader", has_text="jana@example.cz")
    jana.locator(".kpss-reader__ask summary").click()
    expect(jana).to_contain_text("odpověď se nebude počítat")
    look(desk, "desk-asks-first", WAGTAILS_OWN)
    jana.locator("[value=revoke]").click()
    expect(jana.locator("[value=revoke]")).to_have_count(0)
    phone.goto(link_of("karel@example.cz")[:-2] + "/")
    look(phone, "gone-phone-dark")

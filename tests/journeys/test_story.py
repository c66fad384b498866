"""The whole story in a real browser: draft, approval, comments on a phone, settlement, decision, publication."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from kpss_pages.models import PlanAreaPage, PlanPage
from tests.journeys.conftest import PHONE
from tests.journeys.people import (
    carry_out,
    keep_picture,
    make,
    open_menu_entry,
    period,
    sign_in,
    write_title,
)
from tests.kpss_pages.plan_story import PlanStory
from workflows.models import Comment, Consultation
from workflows.town_time import in_town


def write_a_plan(page: Page, axe, portal) -> PlanPage:
    """An editor makes a plan with one area and one measure, typing as an editor does."""
    page.goto(f"/admin/pages/add/kpss_pages/planpage/{portal.pk}/")
    write_title(page, "Komunitní plán sociálních služeb na léta 2027–2030")
    page.fill("[name=period_from]", "2027")
    page.fill("[name=period_to]", "2030")
    page.locator("footer button[type=submit]").first.click()
    page.wait_for_url("**/edit/")
    plan = PlanPage.objects.get(period_from=2027)
    page.goto(f"/admin/pages/add/kpss_pages/planareapage/{plan.pk}/")
    write_title(page, "Senioři")
    page.fill("[name=number]", "1")
    page.locator("button.c-sf-add-button").first.click()
    page.get_by_role("option").first.click()
    page.fill("[name='goals-0-value-title']", "Péče doma")
    page.locator("button.c-sf-add-button").nth(1).click()
    page.fill("[name='goals-0-value-measures-0-value-number']", "1.1")
    page.fill("[name='goals-0-value-measures-0-value-title']", "Terénní pečovatelská služba o víkendech")
    page.locator("footer button[type=submit]").first.click()
    page.wait_for_url("**/edit/")
    return plan


def test_the_main_job(open_page, axe):
    story = PlanStory()
    portal = story.portal

    editor = open_page()
    sign_in(editor, "editor")
    plan = write_a_plan(editor, axe, portal)
    area = PlanAreaPage.objects.child_of(plan).get()
    make(editor, axe, plan, "Předat řídicí skupině")

    approver = open_page()
    sign_in(approver, "approver")
    axe(approver, outside=["[data-sprite]"])
    make(approver, axe, plan, "Vrátit pracovním skupinám", comment="Doplňte prosím, koho se opatření týká.")
    make(editor, axe, plan, "Předat řídicí skupině")
    make(approver, axe, plan, "Schválit k veřejným připomínkám")

    plain = open_page(size=PHONE, javascript=False)
    assert plain.goto(f"/{portal.slug}/{plan.slug}/").status == 404

    coordinator = open_page()
    sign_in(coordinator, "coordinator")
    start = in_town(timezone.now()) - timedelta(minutes=2)
    open_menu_entry(coordinator, plan, "Zveřejnit návrh k připomínkám")
    carry_out(
        coordinator,
        axe,
        "Zveřejnit návrh k připomínkám",
        contact="Odbor sociálních věcí, dveře 5",
        **period(start, 14),
    )

    comment_on_a_phone(plain, lambda page: None, portal, plan, area, "1-0001")
    comment_on_a_phone(open_page(size=PHONE), axe, portal, plan, area, "1-0002")

    consultation = Consultation.objects.get()
    Consultation.objects.update(opens_at=timezone.now() - timedelta(days=14), closes_at=timezone.now())
    settle_at_the_desk(coordinator, axe, plan, consultation)

    make(coordinator, axe, plan, "Předat vypořádaný text řídicí skupině")
    make(approver, axe, plan, "Schválit vypořádaný text")
    clerk = open_page()
    sign_in(clerk, "clerk")
    make(
        clerk,
        axe,
        plan,
        "Zaznamenat usnesení rady",
        outcome="recommended",
        number="101/2026",
        date="2026-11-10",
    )
    make(
        clerk,
        axe,
        plan,
        "Zaznamenat usnesení zastupitelstva",
        outcome="approved",
        number="12/2026",
        date="2026-11-20",
        votes_for="21",
    )

    read_the_approved_plan(open_page(), axe, portal, plan, area)
    read_the_approved_plan(open_page(size=PHONE, colour_scheme="dark"), axe, portal, plan, area)


def comment_on_a_phone(public: Page, axe, portal, plan, area, number: str) -> None:
    """A citizen without an account comments on a measure; axe-core needs scripts, the citizen does not."""
    public.goto(f"/{portal.slug}/{plan.slug}/")
    expect(public.get_by_role("heading", level=1)).to_contain_text("Komunitní plán")
    axe(public)
    keep_picture(public, "draft-phone")
    public.goto(f"/{portal.slug}/{plan.slug}/{area.slug}/")
    axe(public)
    public.locator(".kpss-part--measure a[href*=pripominka]").first.click()
    axe(public)
    public.press("[name=email]", "Enter")
    expect(public.locator("[name=r-0-text]")).to_have_attribute("aria-invalid", "true")
    axe(public)  # the form came back: nothing was written yet
    public.fill("[name=r-0-text]", "Prosím, ať pečovatelky jezdí i v neděli večer.")
    public.locator(".kpss-form > .kpss-details summary").click()
    public.click("[name=add]")
    assert public.input_value("[name=r-0-text]").startswith("Prosím")
    public.fill("[name=r-1-text]", "Děkujeme za plán.")
    public.click(".kpss-button[name=send]")
    public.wait_for_url("**/kpss/potvrzeni/**")
    expect(public.locator("main")).to_contain_text(number)
    axe(public)
    public.goto(f"/{portal.slug}/{plan.slug}/navrh/1/pripominky/")
    expect(public.locator("main")).not_to_contain_text("neděli večer")
    axe(public)


def settle_at_the_desk(coordinator: Page, axe, plan, consultation) -> None:
    """The coordinator begins the settlement, releases all four comments and settles them in one save."""
    make(coordinator, axe, plan, "Zahájit vypořádání")
    coordinator.goto(f"/admin/kpss-workflows/consultation/{consultation.pk}/")
    axe(coordinator, outside=["[data-sprite]"])
    outcomes = ("accepted", "noted", "rejected", "referred")
    for comment, outcome in zip(Comment.objects.order_by("pk"), outcomes, strict=True):
        prefix = f"c{comment.pk}"
        coordinator.check(f"[name={prefix}-status][value=released]")
        coordinator.select_option(f"[name={prefix}-outcome]", outcome)
        coordinator.fill(f"[name={prefix}-reasoning]", "Doplníme neděli do opatření 1.1.")
    keep_picture(coordinator, "desk")
    coordinator.locator(".kpss-desk-save button").click()
    expect(coordinator.locator(".messages")).to_be_visible()
    axe(coordinator, outside=["[data-sprite]"])
    assert Comment.objects.filter(status="released", settlement__isnull=False).count() == 4


def read_the_approved_plan(public: Page, axe, portal, plan, area) -> None:
    """Anybody reads the plan, its resolutions, and what became of the comments."""
    public.goto(f"/{portal.slug}/")
    axe(public)
    public.goto(f"/{portal.slug}/{plan.slug}/")
    main = public.locator("main")
    expect(main).to_contain_text("12/2026")
    expect(main).to_contain_text("101/2026")
    axe(public)
    if public.viewport_size["width"] > 1000:
        keep_picture(public, "approved")
    public.goto(f"/{portal.slug}/{plan.slug}/{area.slug}/")
    expect(public.locator("main")).to_contain_text("Terénní pečovatelská služba o víkendech")
    axe(public)
    public.goto(f"/{portal.slug}/{plan.slug}/navrh/1/pripominky/")
    expect(public.locator("main")).to_contain_text("Doplníme neděli do opatření 1.1.")
    axe(public)
    public.goto(f"/{portal.slug}/{plan.slug}/navrh/2/zmeny/")
    axe(public)

"""Every kind of page, on a phone in the dark and on a desk in the light: axe-core finds nothing."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.urls import reverse

from kpss_pages import models
from kpss_pages.models import KpssIndexPage, PlanAreaPage, PlanPage
from tests.journeys.conftest import PHONE
from workflows.models import Consultation, Resolution, Submission

WAGTAILS_OWN = ["[data-sprite]", ".w-minimap__list"]
"""Icons, and the list of contents beside an editor's form, which Wagtail leaves out of the reach of the keyboard."""

PUBLIC = [
    models.GroupIndexPage,
    models.GroupPage,
    models.KpssIndexPage,
    models.MeetingIndexPage,
    models.MeetingPage,
    models.NewsIndexPage,
    models.NewsPage,
    models.PlanAreaPage,
    models.PlanPage,
    models.ProjectIndexPage,
    models.ProjectPage,
    models.RecordedPlanPage,
    models.ServiceIndexPage,
    models.ServicePage,
]


@pytest.fixture
def town(settings):
    """The invented town of the demonstration."""
    settings.KPSS_DEMO = True
    call_command("kpss_demo", verbosity=0)
    return KpssIndexPage.objects.exclude(invented_note="").get()


def public_addresses(town) -> list[str]:
    """One page of each type, and each public view of a plan."""
    pages = [model.objects.descendant_of(town, inclusive=True).live().first() for model in PUBLIC]
    consultation = Consultation.objects.open().get()
    settled = Consultation.objects.filter(settlements_published_at__isnull=False).first()
    withdrawn = Consultation.objects.filter(withdrawn_at__isnull=False).first()
    plans = {
        one.pk: PlanPage.objects.get(pk=one.snapshot.page_id) for one in (consultation, settled, withdrawn)
    }
    announced = PlanPage.objects.filter(kpss_plan_card__isnull=False, live=False).first()
    return [
        "/",
        *(page.url for page in pages),
        announced.url,
        plans[consultation.pk].url,
        f"{plans[settled.pk].url}navrh/{settled.snapshot.number}/pripominky/",
        f"{plans[settled.pk].url}navrh/{settled.snapshot.number + 1}/zmeny/",
        f"{plans[withdrawn.pk].url}navrh/{withdrawn.snapshot.number}/",
        reverse("kpss_workflows:comment", args=[consultation.pk]),
        reverse("kpss_workflows:receipt", args=[Submission.objects.first().token]),
        "/nic-takoveho/",
    ]


def admin_addresses(town) -> list[str]:
    """Our own screens in Wagtail's admin, and the editors of our governed pages."""
    plans = PlanPage.objects.descendant_of(town)
    published = plans.filter(live=True).first()
    area = PlanAreaPage.objects.descendant_of(town).live().first()
    settled = Consultation.objects.filter(settlements_published_at__isnull=True, withdrawn_at__isnull=True)
    return [
        *(reverse("kpss_workflows_admin:process", args=[plan.pk]) for plan in plans),
        *(reverse("kpss_workflows_admin:desk", args=[one.pk]) for one in settled),
        *(reverse("kpss_workflows_admin:settlement_sheet", args=[one.pk]) for one in settled),
        reverse("kpss_workflows_admin:settlement_places"),
        reverse("kpss_workflows_admin:settlement_words", args=[town.pk]),
        reverse("kpss_workflows_admin:transition", args=[published.pk, "record_later"]),
        reverse("kpss_workflows_admin:record", args=[published.pk]),
        reverse("kpss_workflows_admin:correction", args=[Resolution.objects.first().pk]),
        reverse("kpss_workflows_admin:jobs"),
        reverse("kpss_workflows_admin:picture", args=[published.pk]),
        reverse("kpss_workflows_admin:waiting"),
        reverse("kpss_workflows_admin:definitions"),
        reverse("kpss_workflows_admin:definition", args=["plan"]),
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore", args=[published.pk]),
        reverse("kpss_pages_admin:beside", args=[published.pk]),
        reverse("kpss_pages_admin:beside", args=[town.pk]),
        reverse("wagtailadmin_pages:edit", args=[published.pk]),
        reverse("wagtailadmin_pages:edit", args=[area.pk]),
    ]


def test_every_page(open_page, axe, town):
    for window in (open_page(size=PHONE, colour_scheme="dark"), open_page()):
        for address in public_addresses(town):
            response = window.goto(address)
            assert response.status == (404 if "nic" in address else 200), address
            axe(window)
            assert window.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
    desk = open_page()
    desk.goto("/admin/login/")
    desk.fill("[name=username]", "spravce")
    desk.fill("[name=password]", "spravce-ukazka")
    desk.click("button[type=submit]")
    for address in admin_addresses(town):
        assert desk.goto(address).status == 200, address
        axe(desk, outside=WAGTAILS_OWN)

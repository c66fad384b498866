"""Every kind of page, on a phone in the dark and on a desk in the light: axe-core finds nothing."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db.models import Count
from django.urls import reverse

from kpss_pages import models
from kpss_pages.models import KpssIndexPage, PlanAreaPage, PlanPage
from tests.journeys.conftest import PHONE
from workflows.importing.fates import Usual
from workflows.importing.keeping import keep
from workflows.importing.reading import read
from workflows.models import Comment, Consultation, Resolution, Submission, Subscription
from workflows.news.links import CONFIRM, UNSUBSCRIBE, path_to
from workflows.town_time import town_today

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
    letter = Submission.objects.filter(consultation=consultation).first()
    settlement = f"{plans[settled.pk].url}navrh/{settled.snapshot.number}/"
    comment = Comment.objects.on(settled).filter(settlement__isnull=False).first()
    announced = PlanPage.objects.filter(kpss_plan_card__isnull=False, live=False).first()
    return [
        "/",
        *(page.url for page in pages),
        announced.url,
        plans[consultation.pk].url,
        f"{settlement}pripominky/",
        f"{settlement}pripominky/{comment.path_number}/",
        f"{settlement}vyporadani/",
        reverse("kpss_workflows:consultations"),
        f"{plans[settled.pk].url}navrh/{settled.snapshot.number + 1}/zmeny/",
        f"{plans[withdrawn.pk].url}navrh/{withdrawn.snapshot.number}/",
        reverse("kpss_workflows:comment", args=[consultation.pk]),
        reverse("kpss_workflows:receipt", args=[letter.token]),
        reverse("kpss_workflows:own_comment", args=[letter.token, 1]),
        reverse("kpss_workflows:subscribe", args=[town.pk]),
        reverse("kpss_workflows:subscription_asked"),
        *links_of_a_subscriber(town),
        "/nic-takoveho/",
    ]


def preview_of_letters(consultation) -> str:
    """A table of letters that the administrator has brought: one right, one late in the future, one on no part."""
    lines = ["Připomínka;Část;Přijato;Způsob;Jméno", f"Dobrá;;{town_today():%Y-%m-%d};osobně;Jana"]
    wrong = [*lines, "Zítra;;1. 1. 2199;osobně;", "Jinam;Opatření 99.9;;;"]
    content = "\n".join(wrong).encode()
    upload = keep(
        consultation,
        read("dopisy.csv", content, language="cs"),
        content,
        user=get_user_model().objects.get(username="spravce"),
        usual=Usual(),
    )
    return reverse("kpss_workflows_admin:import_preview", args=[consultation.pk, upload.token])


def links_of_a_subscriber(town) -> list[str]:
    """Where the mails to somebody who wants news lead."""
    asked = Subscription.objects.create(place_id=town.pk, email="jana@example.org", language="cs")
    return [path_to(deed, asked) for deed in (CONFIRM, UNSUBSCRIBE)]


def admin_addresses(town) -> list[str]:
    """Our own screens in Wagtail's admin, and the editors of our governed pages."""
    plans = PlanPage.objects.descendant_of(town)
    published = plans.filter(live=True).first()
    area = PlanAreaPage.objects.descendant_of(town).live().first()
    settled = Consultation.objects.filter(settlements_published_at__isnull=True, withdrawn_at__isnull=True)
    being_settled = settled.annotate(comments=Count("submissions__comments")).order_by("-comments")[0]
    return [
        *(reverse("kpss_workflows_admin:process", args=[plan.pk]) for plan in plans),
        *(reverse("kpss_workflows_admin:desk", args=[one.pk]) for one in settled),
        *(
            reverse(f"kpss_workflows_admin:{name}", args=[being_settled.pk])
            for name in ("enter", "accept", "describe")
        ),
        reverse("kpss_workflows_admin:extend", args=[Consultation.objects.open().get().pk]),
        reverse("kpss_workflows_admin:register_comment", args=[Comment.objects.on(being_settled).first().pk]),
        *(reverse("kpss_workflows_admin:table", args=[one.pk]) for one in settled),
        *(reverse("kpss_workflows_admin:import", args=[one.pk]) for one in settled),
        *(preview_of_letters(one) for one in Consultation.objects.open()),
        *(reverse("kpss_workflows_admin:settlement_sheet", args=[one.pk]) for one in settled),
        reverse("kpss_workflows_admin:settlement_places"),
        reverse("kpss_workflows_admin:settlement_words", args=[town.pk]),
        reverse("kpss_workflows_admin:transition", args=[published.pk, "record_later"]),
        reverse("kpss_workflows_admin:record", args=[published.pk]),
        reverse("kpss_workflows_admin:correction", args=[Resolution.objects.first().pk]),
        reverse("kpss_workflows_admin:jobs"),
        reverse("kpss_workflows_admin:people"),
        reverse("kpss_workflows_admin:erase_from_version", args=[settled.first().snapshot_id]),
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
    addresses = public_addresses(town)
    for window in (open_page(size=PHONE, colour_scheme="dark"), open_page()):
        for address in addresses:
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

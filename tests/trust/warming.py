"""Every view that is raced or killed, seen once in the process that the others are copied from."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from tests.testapp.models import NoticePage, OrdinaryPage
from workflows.models import Consultation

PATHS = ("process", "transition", "desk")


def warm() -> None:
    """Look at the login, the editors and the forms, without changing a page."""
    browser = Client()
    browser.get(reverse("wagtailadmin_login"))
    browser.force_login(get_user_model().objects.get(username="secretary"))
    for page in (*NoticePage.objects.all()[:1], *OrdinaryPage.objects.all()[:1]):
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        browser.get(address)
        browser.post(address, {"title": ""})
    for page in NoticePage.objects.all()[:1]:
        browser.get(reverse("kpss_workflows_admin:process", args=[page.pk]))
        for transition in ("submit", "open", "record"):
            browser.get(reverse("kpss_workflows_admin:transition", args=[page.pk, transition]))
            browser.post(reverse("kpss_workflows_admin:transition", args=[page.pk, transition]), {})
    for consultation in Consultation.objects.all()[:1]:
        browser.get(reverse("kpss_workflows_admin:desk", args=[consultation.pk]))
        browser.get(reverse("kpss_workflows:comment", args=[consultation.pk]))

"""Buttons in the header of our pages in the editor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets import Button

from .actions.change_beside import may_change_beside
from .models import KpssIndexPage, PlanPage, RecordedPlanPage


def header_buttons(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Lead from the editor of a plan or portal to its contacts and documents."""
    specific = page.specific
    if isinstance(specific, KpssIndexPage | PlanPage | RecordedPlanPage) and may_change_beside(
        user, specific
    ):
        url = reverse("kpss_pages_admin:beside", args=[page.pk])
        yield Button(_("Contacts and documents"), url, icon_name="clipboard-list", priority=60)

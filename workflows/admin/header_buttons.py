"""The way to the process of a page, from the header of its editor and of the listing below it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from wagtail.admin.widgets import Button

from ..models.governed import GovernedMixin
from .page_menu import ProcessMenuItem


def process_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Offer it to whoever may read the draft."""
    specific = page.specific
    if not (isinstance(specific, GovernedMixin) and specific.is_governed):
        return
    if specific.permissions_for_user(user).can_edit():
        url = reverse("kpss_workflows_admin:process", args=[specific.bundle_root.pk])
        yield Button(ProcessMenuItem.label, url, icon_name=ProcessMenuItem.icon_name, priority=62)

"""The information on personal data that ships with the plugin, for a town that has not worded its own."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from ..models.consultations import Consultation
from ..people.retention import people_kept


def usual_notice(page: Any) -> str:
    """Return what the last consultation on the page said, else the shipped text in the language of the page."""
    latest = Consultation.objects.of_page(page).exclude(data_notice="").order_by("-snapshot__number").first()
    if latest:
        return latest.data_notice
    kept = people_kept()
    with translation.override(page.locale.language_code):
        return render_to_string("kpss_workflows/data_notice.txt", {"days": kept and kept.days}).strip()

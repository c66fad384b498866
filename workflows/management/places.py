"""The page a command is given by its number."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from workflows.base_page import BASE_PAGE_MODEL


def page_of(number: int) -> Any:
    """Return the page. Raises :class:`CommandError` if there is none."""
    page = apps.get_model(BASE_PAGE_MODEL)._default_manager.filter(pk=number).first()
    if page is None:
        raise CommandError(_("There is no page with the number %(number)d.") % {"number": number})
    return page

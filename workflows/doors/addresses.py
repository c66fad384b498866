"""The address of a frozen version holds the slugs of all pages above it, so those stay, too."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Site

from ..base_page import BasePage
from ..freezing import has_frozen_pages


def against_new_address(page: Any) -> str:
    """Say why a page may not be moved; empty while nobody was promised an address with its name."""
    if not has_frozen_pages(page):
        return ""
    sentence = _("“%(page)s” cannot be moved: a version of it, or of a page below it, has a lasting address.")
    return sentence % {"page": page.get_admin_display_title()}


def keep_typed_address(request: HttpRequest, page: Any) -> None:
    """Keep the address in Wagtail's editor: everything else is taken as the person wrote it, and a sentence says so.

    A page that has a lasting address of its own says it in its form.
    """
    typed = request.POST.get("slug") if request.method == "POST" else None
    if typed is None or getattr(page, "has_lasting_address", False):
        return
    stored = _stored(page)
    if stored is None or stored[0] == typed or not _is_promised(page):
        return
    request.POST = request.POST.copy()
    request.POST["slug"] = stored[0]
    # An automatic save is seen by nobody; the next one says it.
    if "application/json" not in request.headers.get("Accept", ""):
        sentence = _("The address stays “%(slug)s”: versions of pages below this one have lasting addresses.")
        messages.warning(request, sentence % {"slug": stored[0]})


def keep_stored_address(
    sender: Any, instance: Any, update_fields: Collection[str] | None = None, **kwargs: Any
) -> None:
    """Keep the address where an old draft with another one is published, by whatever door. Called before saving."""
    if kwargs.get("raw") or not instance.pk or (update_fields is not None and "slug" not in update_fields):
        return
    stored = _stored(instance)
    if stored is None or stored[0] == instance.slug or not _is_promised(instance):
        return
    instance.slug, instance.url_path = stored
    # Wagtail has computed the addresses of the pages below already, and writes them next.
    instance._update_descendant_url_paths = _keep_paths


def _keep_paths(old_url_path: str, new_url_path: str) -> None:
    """Leave the pages below where they are."""


def _stored(page: Any) -> tuple[str, str] | None:
    return BasePage._base_manager.filter(pk=page.pk).values_list("slug", "url_path").first()


def _is_promised(page: Any) -> bool:
    """Tell whether addresses with this slug were promised; that of the first page of a site is in none."""
    return has_frozen_pages(page) and not Site.objects.filter(root_page_id=page.pk).exists()

"""The draft of a whole bundle as the public will read it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from ..base_page import BASE_PAGE_MODEL
from ..bundles import draft_bundle
from ..document import document_of
from ..models.public_versions import PublicVersionMixin
from ..public.reading import Reading


class DraftView(View):
    """Read the saved draft page by page, with the links between them, before anything is opened."""

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Show one page of the bundle to whoever may read its draft."""
        from django.apps import apps

        page = get_object_or_404(apps.get_model(BASE_PAGE_MODEL), pk=page_id).specific
        if not isinstance(page, PublicVersionMixin):
            raise Http404
        if not page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied(_("You have no role that may do this here."))
        request.is_preview = True
        response = TemplateResponse(request, *_template_and_context(request, page))
        response["Cache-Control"] = "no-store"
        return response


def _template_and_context(request: HttpRequest, page: Any) -> tuple[str, dict[str, Any]]:
    documents = [document_of(one) for one in draft_bundle(page.bundle_root)]
    reading = Reading(page, documents, is_preview=True, preview_address=preview_address)
    return reading.template, reading.context(request)


def preview_address(page_id: int) -> str:
    """Return where the draft of a page of a bundle is read."""
    return reverse("kpss_workflows_admin:draft", args=[page_id])

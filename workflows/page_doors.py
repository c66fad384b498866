"""Wagtail's views that would change a governed page by another way than its actions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from .freezing import has_frozen_pages, has_record
from .models.governed import GovernedMixin
from .permissions import may_begin

SHUT_ACTIONS = (
    "action-publish",
    "action-submit",
    "action-workflow-action",
    "action-cancel-workflow",
    "action-restart-workflow",
)


def before_edit_page(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Refuse Wagtail's own workflow and publication buttons on a governed page, before anything is saved."""
    if isinstance(page, GovernedMixin) and _asks_for_shut_action(request):
        return _refuse(request, page)
    return None


def before_create_page(request: HttpRequest, parent: Any, page_class: type) -> HttpResponse | None:
    """Refuse publishing or submitting a governed page while it is being created, and whoever could not write it."""
    if not issubclass(page_class, GovernedMixin):
        return None
    if _asks_for_shut_action(request):
        return _refuse(request, parent)
    if not may_begin(request.user, parent, page_class):
        messages.error(request, _("You have no role that writes a new page of this type here."))
        return redirect("wagtailadmin_explore", parent.pk)
    return None


def before_copy_page(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Refuse a copy that would be public at once, or follow its original, without a decision."""
    if request.method != "POST" or not (request.POST.get("alias") or request.POST.get("publish_copies")):
        return None
    below = page.get_descendants(inclusive=True) if request.POST.get("copy_subpages") else [page]
    if not any(issubclass(one.specific_class, GovernedMixin) for one in below if one.specific_class):
        return None
    messages.error(request, _("Pages governed by a workflow are copied as drafts only. Nothing was copied."))
    return redirect("wagtailadmin_pages:copy", page.pk)


def before_delete_page(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Refuse deleting what was put before the public or a body, or a page above it."""
    if has_record(page):
        messages.error(
            request,
            _("“%(page)s” cannot be deleted: a version of it, or of a page below it, was public or decided.")
            % {"page": page.get_admin_display_title()},
        )
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


def before_move_page(request: HttpRequest, page: Any, destination: Any) -> HttpResponse | None:
    """Refuse moving what has a lasting public address, or a page above it."""
    if has_frozen_pages(page):
        messages.error(
            request,
            _("“%(page)s” cannot be moved: a version of it, or of a page below it, has a lasting address.")
            % {"page": page.get_admin_display_title()},
        )
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


def before_bulk_action(
    request: HttpRequest, action_type: str, objects: Iterable[Any], view: Any
) -> HttpResponse | None:
    """Refuse the same in bulk: all or nothing, with the names of the pages that stand in the way."""
    if action_type not in ("delete", "move"):
        return None
    stands = has_record if action_type == "delete" else has_frozen_pages
    frozen = [page for page in objects if hasattr(page, "get_descendants") and stands(page)]
    if not frozen:
        return None
    names = ", ".join(page.get_admin_display_title() for page in frozen)
    messages.error(request, _("Nothing was done: %(pages)s have frozen versions.") % {"pages": names})
    return redirect("wagtailadmin_explore", frozen[0].get_parent().pk)


def _asks_for_shut_action(request: HttpRequest) -> bool:
    return request.method == "POST" and any(request.POST.get(name) for name in SHUT_ACTIONS)


def _refuse(request: HttpRequest, page: Any) -> HttpResponse:
    sentence = _("This page is moved and published by its workflow only. Nothing was saved.")
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse(
            {"success": False, "error_code": "governed", "error_message": sentence}, status=409
        )
    context = {"sentences": [sentence], "page": page, "back": reverse("wagtailadmin_explore", args=[page.pk])}
    return render(request, "kpss_workflows/admin/refused.html", context, status=409)

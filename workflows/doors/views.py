"""Wagtail's views that would change a governed page by another way than its actions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from ..base_page import BASE_PAGE_MODEL, BasePage
from ..freezing import has_frozen_pages
from ..governing import NAMED, first_governed
from ..models.governed import GovernedMixin
from ..permissions import may_begin
from ..standing import standing_of
from .addresses import against_new_address, keep_typed_address
from .bulk import REFUSED
from .copying import pages_to_copy, unreadable_copies
from .deleting import against_deleting
from .hidden_drafts import without_hidden

SHUT_ACTIONS = (
    "action-publish",
    "action-submit",
    "action-workflow-action",
    "action-cancel-workflow",
    "action-restart-workflow",
)


def before_edit_page(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Refuse Wagtail's own workflow and publication buttons on a governed page, before anything is saved.

    No page gets another address while versions of pages below it have lasting ones.
    """
    keep_typed_address(request, page)
    if not (isinstance(page, GovernedMixin) and page.is_governed):
        return None
    if _asks_for_shut_action(request):
        return _refuse(request, page)
    if request.method == "GET" and standing_of(page) is None:
        messages.warning(
            request, _("No workflow is loaded for this type of page, so it cannot be published yet.")
        )
    return None


def before_create_page(request: HttpRequest, parent: Any, page_class: type) -> HttpResponse | None:
    """Refuse publishing or submitting a governed page while it is being created, and whoever could not write it."""
    if not (issubclass(page_class, GovernedMixin) and page_class.is_governed_below(parent)):
        return None
    if _asks_for_shut_action(request):
        return _refuse(request, parent)
    if not may_begin(request.user, parent, page_class):
        messages.error(request, _("You have no role that writes a new page of this type here."))
        return redirect("wagtailadmin_explore", parent.pk)
    return None


def before_copy_page(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Refuse a copy that would be public at once, or follow its original, without a decision."""
    if request.method == "POST" and (sentence := _against_copying(request, page)):
        messages.error(request, sentence)
        return redirect("wagtailadmin_pages:copy", page.pk)
    return None


def before_delete_page(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Refuse deleting what was put before the public or a body, what its workflow keeps, or a page above it."""
    if sentence := against_deleting(page, request.user):
        messages.error(request, sentence)
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


def before_move_page(request: HttpRequest, page: Any, destination: Any) -> HttpResponse | None:
    """Refuse moving what has a lasting public address, or a page above it."""
    if sentence := against_new_address(page):
        messages.error(request, sentence)
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


def before_bulk_action(
    request: HttpRequest, action_type: str, objects: Iterable[Any], view: Any
) -> HttpResponse | None:
    """Refuse the same in bulk: all or nothing, with the names of the pages that stand in the way."""
    if not issubclass(view.model, BasePage):
        return None
    if action_type in ("publish", "unpublish"):
        return _before_bulk_publication(request, action_type, objects, view)
    check = {"delete": _before_bulk_deletion, "move": _before_bulk_move}.get(action_type)
    return check(request, objects, view) if check else None


def before_unpublish_page(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Refuse taking down with a page what its workflow published below it."""
    if not request.POST.get("include_descendants"):
        return None
    if below := first_governed(page.get_descendants().live()):
        _say_by_workflow_only(request, below)
        return redirect("wagtailadmin_pages:unpublish", page.pk)
    return None


def _before_bulk_deletion(request: HttpRequest, objects: Iterable[Any], view: Any) -> HttpResponse | None:
    """Say why of each of the first few ticked pages, also of those Wagtail would pass by."""
    _allowed, others = view.get_actionable_objects()
    against = [(page, against_deleting(page, request.user)) for page in (*objects, *others[REFUSED])]
    kept = [(page, sentence) for page, sentence in against if sentence]
    if not kept:
        return None
    sentences = [sentence for _page, sentence in kept[:NAMED]]
    messages.error(request, " ".join([_("Nothing was deleted."), *sentences]))
    return redirect(_listing_of(kept[0][0]))


def _before_bulk_move(request: HttpRequest, objects: Iterable[Any], view: Any) -> HttpResponse | None:
    frozen = [page for page in objects if has_frozen_pages(page)]
    if not frozen:
        return None
    names = ", ".join(page.get_admin_display_title() for page in frozen)
    sentence = _(
        "Nothing was moved. Versions of these pages, or of pages below them, have lasting addresses: %(pages)s."
    )
    messages.error(request, sentence % {"pages": names})
    return redirect(_listing_of(frozen[0]))


def _before_bulk_publication(
    request: HttpRequest, action_type: str, objects: Iterable[Any], view: Any
) -> HttpResponse | None:
    """Refuse publishing and taking down in bulk: nobody has read what would be decided."""
    model = apps.get_model(BASE_PAGE_MODEL)
    _allowed, others = view.get_actionable_objects()
    shut = first_governed(model.objects.filter(pk__in=[one.pk for one in others["items_with_no_access"]]))
    if view.cleaned_form.cleaned_data.get("include_descendants"):
        # Wagtail passes by what a person may not publish, so whatever is hidden need not stand in the way.
        below = without_hidden(model.objects.filter(live=action_type == "unpublish"), request.user)
        shut += [found for page in objects for found in first_governed(below.descendant_of(page))]
    if not shut:
        return None
    _say_by_workflow_only(request, shut)
    return redirect(get_valid_next_url_from_request(request) or _listing_of(shut[0]))


def _listing_of(page: Any) -> str:
    return reverse("wagtailadmin_explore", args=[page.get_parent().pk])


def _say_by_workflow_only(request: HttpRequest, pages: list[Any]) -> None:
    names = ", ".join(page.get_admin_display_title() for page in pages[:NAMED])
    sentence = _("Nothing was done. Their workflow publishes and takes down, one by one: %(pages)s.")
    messages.error(request, sentence % {"pages": names})


def _against_copying(request: HttpRequest, page: Any) -> str:
    recursive = bool(request.POST.get("copy_subpages"))
    if unreadable_copies(page, request.user, recursive=recursive):
        return _("You may not read all the pages you want to copy. Nothing was copied.")
    if not (request.POST.get("alias") or request.POST.get("publish_copies")):
        return ""
    if not first_governed(pages_to_copy(page, recursive=recursive)):
        return ""
    return _("Pages governed by a workflow are copied as drafts only. Nothing was copied.")


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

"""How Wagtail's views of a page answer: they do all or nothing, and a refusal says why.

Left alone, a refused copy of a section would leave half of it behind, and a refusal would be a bare "you have no
permission" on the dashboard.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from ..base_page import BasePage
from ..freezing import has_record
from ..models.governed import GovernedMixin
from ..permissions import may_edit
from ..standing import open_run, standing_of
from .addresses import against_new_address
from .deleting import against_deleting

TREE = "wagtailadmin_pages"
WHOLE = ("copy", "delete", "move", "move_confirm", "set_page_position", "unpublish")


def answer(
    view: Callable[..., HttpResponse], request: HttpRequest, *args: Any, **kwargs: Any
) -> HttpResponse:
    """Ask a view; what it began and did not finish is undone."""
    if not _changes_tree(request):
        return view(request, *args, **kwargs)
    try:
        with _whole(request, kwargs):
            return view(request, *args, **kwargs)
    except PermissionDenied as error:
        page = _page_of(kwargs)
        sentence = page and (_reason(request, page) or _own_words(request, error))
        if not sentence or request.headers.get("x-requested-with") == "XMLHttpRequest":
            raise
        return _say(request, page, sentence)


def against_moving(page: Any, user: Any) -> str:
    """Say why a page stays where it is; empty where the workflow lets it move."""
    if sentence := against_new_address(page):
        return sentence
    names = {"page": page.get_admin_display_title()}
    if has_record(page):
        return _("“%(page)s” cannot be moved: a body decided about it, or about a page below it.") % names
    standing = standing_of(page)
    if standing and not may_edit(user, page, standing.definition, standing.state):
        names["state"] = str(standing.state)
        return _("“%(page)s” is in the state “%(state)s”, in which you may not move it.") % names
    return ""


def against_unpublishing(page: Any, user: Any) -> str:
    """Say by which way a page is taken back."""
    sentence = _("“%(page)s” is published and taken back by its workflow only; see the process of the page.")
    return sentence % {"page": page.get_admin_display_title()}


REASONS = {
    "delete": against_deleting,
    "move": against_moving,
    "move_confirm": against_moving,
    "unpublish": against_unpublishing,
}
"""Why a view refuses a governed page."""


def _changes_tree(request: HttpRequest) -> bool:
    match = request.resolver_match
    return TREE in match.namespaces and match.url_name in WHOLE


@contextmanager
def _whole(request: HttpRequest, kwargs: dict[str, Any]) -> Iterator[None]:
    """One transaction, in which nobody moves the page to another state between the question and the deed."""
    if request.method != "POST":
        yield
        return
    with transaction.atomic():
        if isinstance(page := _page_of(kwargs), GovernedMixin):
            open_run(page.bundle_root, lock=True)
        yield


def _page_of(kwargs: dict[str, Any]) -> Any:
    number = kwargs.get("page_id") or kwargs.get("page_to_move_id")
    page = BasePage._default_manager.filter(pk=number).first()
    return page and page.specific


def _reason(request: HttpRequest, page: Any) -> str:
    why = REASONS.get(request.resolver_match.url_name)
    if why is None or not (isinstance(page, GovernedMixin) and page.is_governed):
        return ""
    return why(page, request.user)


def _own_words(request: HttpRequest, error: PermissionDenied) -> str:
    """Our own refusals are sentences; Wagtail's have no words, or words for programmers under a name of their own."""
    if type(error) is not PermissionDenied or not str(error):
        return ""
    if request.resolver_match.url_name == "copy":
        # What was refused is one page among many, in words for its editor.
        return _("You may not write drafts of all the pages you want to copy. Nothing was copied.")
    return str(error)


def _say(request: HttpRequest, page: Any, sentence: str) -> HttpResponse:
    """Lead back to the listing the page stands in."""
    messages.error(request, sentence)
    return redirect("wagtailadmin_explore", page.get_parent().pk)

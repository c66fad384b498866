"""Where Wagtail's admin lists pages to walk through or to choose from."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest

from .hidden_drafts import hidden_among, without_hidden


def hide_in_chooser(pages: Any, request: HttpRequest) -> Any:
    """Offer no hidden draft, and do not open one to look below it."""
    _require(request.resolver_match.kwargs.get("parent_page_id"), request.user)
    return without_hidden(pages, request.user)


def hide_in_explorer(parent: Any, pages: Any, request: HttpRequest) -> Any:
    """List no hidden draft, and answer at its own listing as if it did not exist."""
    _require(parent.pk, request.user)
    return without_hidden(pages, request.user)


def _require(page_id: int | None, user: Any) -> None:
    if hidden_among(user, [page_id]):
        raise Http404

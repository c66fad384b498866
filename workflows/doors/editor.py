"""Wagtail's editor saves while nobody moves the page: it is asked and written under one lock.

Whoever comes too late finds every word in the form again, the sentence of the state above it, and the status 409.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.apps import apps
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from wagtail.utils.urlpatterns import decorate_urlpatterns

from ..base_page import BASE_PAGE_MODEL
from ..models.governed import GovernedMixin
from ..standing import open_run

CONFLICTS = ("locked", "invalid_revision")
"""What Wagtail answers a script with whose words come too late."""

View = Callable[..., HttpResponse]


def stand_before_editor() -> None:
    """Take place at the address of the editor, while Wagtail is collecting them."""
    from wagtail.admin.urls.pages import urlpatterns

    editor = [one for one in urlpatterns if one.name == "edit"]
    if not any(getattr(one.callback, "saves_alone", False) for one in editor):
        decorate_urlpatterns(editor, save_alone)


def save_alone(view: View) -> View:
    """Hold the run of a governed page from the question whether it is locked until its words are stored."""

    @wraps(view)
    def saved(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        page = _governed(kwargs["page_id"]) if request.method == "POST" else None
        if page is None:
            return view(request, **kwargs)
        with transaction.atomic():
            open_run(page.bundle_root, lock=True)
            response = view(request, **kwargs)
        if _came_too_late(response):
            response.status_code = 409
        return response

    saved.saves_alone = True
    return saved


def _governed(page_id: int) -> Any:
    page = apps.get_model(BASE_PAGE_MODEL).objects.filter(pk=page_id).first()
    if page is None or not issubclass(page.specific_class or object, GovernedMixin):
        return None
    page = page.specific
    return page if page.is_governed else None


def _came_too_late(response: HttpResponse) -> bool:
    """Tell whether Wagtail refused to save over a lock or over newer words."""
    if isinstance(response, JsonResponse):
        return json.loads(response.content).get("error_code") in CONFLICTS
    return bool((getattr(response, "context_data", None) or {}).get("page_locked"))

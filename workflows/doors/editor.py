"""Wagtail's editor saves while nobody moves the page: it is asked and written under one lock.

Whoever comes too late finds every word in the form again, a sentence that says what happened, and the status 409.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from wagtail.models import PageSubscription
from wagtail.utils.urlpatterns import decorate_urlpatterns

from ..base_page import BASE_PAGE_MODEL
from ..models.governed import GovernedMixin
from ..permissions import may_edit, may_read
from ..standing import open_run, standing_of

LOCKED, OLDER = "locked", "invalid_revision"
"""What Wagtail answers a script with whose words come too late."""

# Wagtail says these itself and leaves them in English.
gettext_noop("The page could not be saved as it is locked.")
gettext_noop("Saving will overwrite a newer version.")

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
            _unsubscribe_strangers(page)
            return _told_of_conflict(request, page, view(request, **kwargs))

    saved.saves_alone = True
    return saved


def _governed(page_id: int) -> Any:
    page = apps.get_model(BASE_PAGE_MODEL).objects.filter(pk=page_id).first()
    if page is None or not issubclass(page.specific_class or object, GovernedMixin):
        return None
    page = page.specific
    return page if page.is_governed else None


def _unsubscribe_strangers(page: Any) -> None:
    """Wagtail mails notes in the margin to whoever once asked for them; who may no longer read gets none."""
    asked = PageSubscription.objects.filter(page_id=page.pk, comment_notifications=True)
    strangers = [one.pk for one in asked.select_related("user") if not may_read(one.user, page.bundle_root)]
    PageSubscription.objects.filter(pk__in=strangers).update(comment_notifications=False)


def _told_of_conflict(request: HttpRequest, page: Any, response: HttpResponse) -> HttpResponse:
    """Give a refusal to save the status and the sentence of a conflict."""
    if isinstance(response, JsonResponse):
        said = json.loads(response.content)
        if said.get("error_code") not in (LOCKED, OLDER):
            return response
        if said["error_code"] == LOCKED:
            said["error_message"] = _sentence(page, request.user)
        return JsonResponse(said, status=409)
    if (getattr(response, "context_data", None) or {}).get("page_locked"):
        response.status_code = 409
        messages.error(request, _sentence(page, request.user))
    return response


def _sentence(page: Any, user: Any) -> str:
    """Say what shuts the page to this person, and that what was typed is not lost yet."""
    standing = standing_of(page)
    if standing is None or may_edit(user, page, standing.definition, standing.state):
        return _(
            "Meanwhile somebody locked the page. What you typed is still in the form: copy what you want to keep."
        )
    return _(
        "Meanwhile the page is in the state “%(state)s”, in which you cannot change it. What you typed is still in "
        "the form: copy what you want to keep."
    ) % {"state": standing.state}

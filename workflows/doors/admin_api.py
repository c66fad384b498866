"""The API that Wagtail's admin talks to: it runs no hooks and asks about one page where it changes many."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from rest_framework.response import Response
from wagtail.admin.api.views import PagesAdminAPIViewSet

from .copying import unreadable_copies
from .deleting import against_deleting
from .hidden_drafts import without_hidden


class GovernedPagesAdminAPIViewSet(PagesAdminAPIViewSet):
    """Refuses what the pages of the admin refuse, wholly and with a sentence."""

    def get_base_queryset(self) -> Any:
        """Everything a person may know of."""
        return without_hidden(super().get_base_queryset(), self.request.user)

    def action_view(self, request: HttpRequest, pk: int, action_name: str) -> Response:
        """Act on a page and all below it, or on none of them."""
        if refuse := REFUSALS.get(action_name):
            refuse(self.get_object(), request)
        with transaction.atomic():
            return super().action_view(request, pk, action_name)


def refuse_deleting(page: Any, request: Any) -> None:
    """Raise ``PermissionDenied`` if the page, or one below it, was put before the public or a body, or may not go."""
    if sentence := against_deleting(page, request.user):
        raise PermissionDenied(sentence)


def refuse_copying(page: Any, request: Any) -> None:
    """Raise ``PermissionDenied`` if this person may not read all that would be copied."""
    if unreadable_copies(page, request.user, recursive=bool(request.data.get("recursive"))):
        raise PermissionDenied(_("You may not read all the pages you want to copy. Nothing was copied."))


REFUSALS = {"delete": refuse_deleting, "copy": refuse_copying}
"""What Wagtail's own actions do not ask."""


def construct(router: Any) -> None:
    """Answer in the place of Wagtail's own pages."""
    router.register_endpoint("pages", GovernedPagesAdminAPIViewSet)

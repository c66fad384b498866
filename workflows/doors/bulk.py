"""Bulk actions over ticked pages, which name those a person may do nothing with."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from wagtail.admin.views.pages.bulk_actions import (
    DeleteBulkAction,
    MoveBulkAction,
    PublishBulkAction,
    UnpublishBulkAction,
)

from .hidden_drafts import hidden_from

REFUSED = "items_with_no_access"


class NamesNoHidden:
    """A hidden draft is not there, whether it was ticked or all were."""

    def get_actionable_objects(self) -> tuple[list[Any], dict[str, list[Any]]]:
        """Leave hidden drafts out of what the person is refused, which they always are."""
        pages, others = super().get_actionable_objects()
        hidden = hidden_from(self.request.user)
        named = [page for page in others[REFUSED] if page.pk not in hidden]
        if others[REFUSED] and not (named or pages):
            raise Http404
        return pages, others | {REFUSED: named}


class DeletePages(NamesNoHidden, DeleteBulkAction):
    """Delete the ticked pages."""


class MovePages(NamesNoHidden, MoveBulkAction):
    """Move the ticked pages."""


class PublishPages(NamesNoHidden, PublishBulkAction):
    """Publish the ticked pages."""

    template_name = "kpss_workflows/admin/bulk/confirm_publish.html"


class UnpublishPages(NamesNoHidden, UnpublishBulkAction):
    """Take the ticked pages back."""

    template_name = "kpss_workflows/admin/bulk/confirm_unpublish.html"


ACTIONS = (DeletePages, MovePages, PublishPages, UnpublishPages)

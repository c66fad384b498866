"""Panels of the dashboard that name a person's own pages: once theirs, they may be hidden from them now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail.admin.views.home import (
    LockedPagesPanel,
    RecentEditsPanel,
    UserObjectsInWorkflowModerationPanel,
)

from ..base_page import BasePage
from .hidden_drafts import hidden_from, without_hidden


class Submitted(UserObjectsInWorkflowModerationPanel):
    """Pages in a workflow that the person owns or submitted."""

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        """Leave out what is hidden."""
        context = super().get_context_data(parent_context)
        hidden = hidden_from(parent_context["request"].user)
        runs = [run for run in context["workflow_states"] if not _is_hidden(run.content_object, hidden)]
        for run in runs:
            # Where Wagtail keeps the runs of a listing; each page would ask for its own again.
            run.content_object._current_workflow_states = [run]
        return context | {"workflow_states": runs}


class Edited(RecentEditsPanel):
    """Pages the person edited last."""

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        """Leave out what is hidden."""
        context = super().get_context_data(parent_context)
        hidden = hidden_from(parent_context["request"].user)
        edits = [edit for edit in context["last_edits"] if not _is_hidden(edit[1], hidden)]
        return context | {"last_edits": edits}


class Locked(LockedPagesPanel):
    """Pages the person locked."""

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        """Leave out what is hidden."""
        context = super().get_context_data(parent_context)
        pages = without_hidden(context["locked_pages"], parent_context["request"].user)
        return context | {"locked_pages": pages}


OURS = {UserObjectsInWorkflowModerationPanel: Submitted, RecentEditsPanel: Edited, LockedPagesPanel: Locked}


def construct(request: HttpRequest, panels: list[Any]) -> None:
    """Put our panels in the place of Wagtail's."""
    panels[:] = [OURS[type(panel)]() if type(panel) in OURS else panel for panel in panels]


def _is_hidden(item: Any, hidden: frozenset[int]) -> bool:
    return isinstance(item, BasePage) and item.pk in hidden

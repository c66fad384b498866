"""Start a run: the first one by saving a draft, a later one to make a new version of what is published."""

from __future__ import annotations

from typing import Any

from wagtail.models import WorkflowState

from ..loading.locking import hold_rows
from ..models.definitions import WorkflowDefinition
from ..standing import Standing, open_run, standing_of
from .transition import MakeTransition


def begin_run(root: Any, row: WorkflowDefinition, user: Any, state_key: str = "") -> WorkflowState:
    """Start a run in a state, the initial one if none is named.

    A run of another workflow, begun before this one governed the page, ends: a page has one.
    """
    key = state_key or row.definition.initial.key
    if former := open_run(root, lock=True):
        former.cancel(user=user)
    run = WorkflowState(
        content_type=root.get_content_type(),
        base_content_type=root.get_base_content_type(),
        object_id=str(root.pk),
        workflow=row.workflow,
        requested_by=user,
    )
    run.save()
    run.update(user=user, next_task=row.tasks.get(key=key))
    return run


def begin_first_run(root: Any, user: Any) -> None:
    """Start the run of a bundle that has a draft, no run and nothing published."""
    if root.live or not root.latest_revision_id or not _stands_without_run(root):
        return
    hold_rows()
    # The definition may have changed while this waited.
    if standing := _stands_without_run(root):
        begin_run(root, standing.row, user)


def _stands_without_run(root: Any) -> Standing | None:
    standing = standing_of(root)
    return standing if standing and standing.run is None else None


class StartNewRun(MakeTransition):
    """Open a published page for a new version; what is published stays in public until the next decision."""

    def move(self) -> None:
        """Start a run in the target state."""
        if self.page.latest_revision_id is None:
            self.page.pin_revision(self.user)
        begin_run(self.page, self.standing.row, self.user, self.target.key)

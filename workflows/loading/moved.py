"""A page that was moved to a place where another definition governs takes its run along."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.models import WorkflowState
from wagtail.signals import post_page_move

from ..models.definitions import WorkflowDefinition
from ..models.tasks import StateTask
from .below import runs_below
from .locking import hold_rows
from .moving import move_waiting


def connect() -> None:
    """Listen to the moves of pages."""
    post_page_move.connect(take_runs_along, dispatch_uid="kpss-take-runs-along")


@transaction.atomic
def take_runs_along(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Let each run below a moved page go on in the state of the same key and kind, or else from the beginning.

    What was public or put before a body does not move, so nothing but drafts comes here.
    """
    runs = runs_below(instance)
    if not runs:
        return
    hold_rows()
    for page, run in runs:
        row = WorkflowDefinition.objects.governing(page.specific)
        if row and run.workflow_id != row.workflow_id and run.current_task_state:
            move_waiting([run.current_task_state], _target(run, row))


def _target(run: WorkflowState, row: WorkflowDefinition) -> StateTask:
    source = StateTask.objects.get(pk=run.current_task_state.task_id).specific
    same = row.tasks.filter(key=source.key, active=True).first()
    if same and isinstance(same.specific, type(source)):
        return same
    return row.tasks.get(key=row.definition.initial.key)

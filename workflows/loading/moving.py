"""Move waiting pages to another state because their definition changed; their history says so."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import TaskState, WorkflowState

from ..models.tasks import StateTask


def move_waiting(waiting: Iterable[TaskState], target: StateTask) -> None:
    """Let every waiting page enter the target state. Call inside a transaction, while loading."""
    for task_state in waiting:
        _move(task_state, target)


def _move(task_state: TaskState, target: StateTask) -> None:
    run = WorkflowState.objects.select_for_update().get(pk=task_state.workflow_state_id)
    if run.current_task_state_id != task_state.pk:
        return  # somebody was quicker
    source = StateTask.objects.get(pk=task_state.task_id)
    task_state.status, task_state.finished_at = TaskState.STATUS_CANCELLED, timezone.now()
    task_state.save(update_fields=["status", "finished_at"])
    run.workflow = target.definition_row.workflow
    run.current_task_state = target.specific.start(run, user=None)
    run.save()
    log(
        instance=run.content_object.specific,
        action="kpss_workflows.redefinition",
        data={
            "from": source.key,
            "from_title": source.name,
            "to": target.key,
            "to_title": target.name,
            "workflow": target.definition_row.name,
        },
    )

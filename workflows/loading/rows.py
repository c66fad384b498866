"""The rows that loading writes: the definition itself, and Wagtail's workflow and tasks for its engine."""

from __future__ import annotations

from collections.abc import Iterable

from wagtail.models import Workflow, WorkflowTask

from ..definition import Definition, State
from ..models.definitions import WorkflowDefinition
from ..models.tasks import TASK_OF_KIND, StateTask
from .moving import move_waiting
from .toml import dump
from .waiting import Move


def write(definition: Definition, moves: Iterable[Move]) -> WorkflowDefinition:
    """Write a checked definition and move who waits in a dropped state. Call inside a transaction, while loading."""
    row = _write_row(definition)
    present = {task.key: task for task in row.tasks.all()}
    states = [state for state in definition.states if state.kind != "final"]
    tasks = {state.key: _write_task(row, state, present.get(state.key)) for state in states}
    for move in moves:
        move_waiting(move.waiting, tasks[move.target.key])
    # The row of a dropped state stays for the history of those who passed it.
    row.tasks.exclude(key__in=tasks).update(active=False)
    WorkflowTask.objects.filter(workflow=row.workflow).delete()
    for order, task in enumerate(tasks.values()):
        WorkflowTask.objects.create(workflow=row.workflow, task=task, sort_order=order)
    return row


def _write_row(definition: Definition) -> WorkflowDefinition:
    row = WorkflowDefinition.objects.filter(name=definition.name_key).select_related("workflow").first()
    workflow = row.workflow if row else Workflow()
    workflow.name, workflow.active = definition.title, True
    workflow.save()
    row = row or WorkflowDefinition(name=definition.name_key, workflow=workflow)
    row.source = dump(definition)
    row.save()
    return row


def _write_task(row: WorkflowDefinition, state: State, task: StateTask | None) -> StateTask:
    task = task.specific if task else TASK_OF_KIND[state.kind](definition_row=row, key=state.key)
    task.name, task.active = state.title, True
    task.save()
    return task

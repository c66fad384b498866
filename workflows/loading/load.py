"""Write a checked definition into the database: the definition itself, and Wagtail's rows for its engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import TaskState, Workflow, WorkflowTask

from ..definition import Definition, State
from ..models.definitions import WorkflowDefinition
from ..models.tasks import TASK_OF_KIND, StateTask
from ..shut_doors import loading
from .errors import DefinitionError
from .moving import move_waiting
from .toml import dump, parse
from .types import check_types


def load_text(
    text: str, file: str = "", *, moves: Mapping[str, str] | None = None, page_types: Iterable[str] = ()
) -> WorkflowDefinition:
    """Load a definition, or change a loaded one; running work and its history stay.

    ``moves`` says for a state that is dropped which state its pages move to. ``page_types`` are governed besides
    those that the text names. Raises :class:`DefinitionError` and loads nothing when the definition is unsound, names
    a page type that another definition governs, or drops a state that pages are in without saying where they move.
    """
    definition = parse(text, file)
    added = [label for label in page_types if label not in definition.page_types]
    definition = replace(definition, page_types=(*definition.page_types, *added))
    with transaction.atomic(), loading():
        check_types(definition, file)
        row = _write_row(definition)
        _write_tasks(row, definition, dict(moves or {}), file)
    return row


def _write_row(definition: Definition) -> WorkflowDefinition:
    row = WorkflowDefinition.objects.select_for_update().filter(name=definition.name_key).first()
    workflow = row.workflow if row else Workflow()
    workflow.name, workflow.active = definition.title, True
    workflow.save()
    row = row or WorkflowDefinition(name=definition.name_key, workflow=workflow)
    row.source = dump(definition)
    row.save()
    return row


def _write_tasks(row: WorkflowDefinition, definition: Definition, moves: dict[str, str], file: str) -> None:
    present = {task.key: task.specific for task in row.tasks.all()}
    states = [state for state in definition.states if state.kind != "final"]
    tasks = {state.key: _task_for(row, state, present.get(state.key), file) for state in states}
    _check_moves(moves, present, tasks, file)
    for key in present.keys() - tasks.keys():
        _drop(present[key], tasks.get(moves.get(key, "")), file)
    WorkflowTask.objects.filter(workflow=row.workflow).delete()
    for order, task in enumerate(tasks.values()):
        WorkflowTask.objects.create(workflow=row.workflow, task=task, sort_order=order)


def _check_moves(moves: dict[str, str], present: dict, tasks: dict, file: str) -> None:
    for old, new in moves.items():
        if old not in present or old in tasks:
            reason = _("There is no such state to be dropped, so no page moves from it.")
            raise DefinitionError(file, f"states.{old}", reason)
        if new not in tasks:
            reason = _("No page can move here: this state is not one that pages wait in.")
            raise DefinitionError(file, f"states.{new}", reason)


def _task_for(row: WorkflowDefinition, state: State, task: StateTask | None, file: str) -> StateTask:
    cls = TASK_OF_KIND[state.kind]
    if task and not isinstance(task, cls):
        raise DefinitionError(
            file, f"states.{state.key}.kind", _("The kind of a loaded state cannot change.")
        )
    task = task or cls(definition_row=row, key=state.key)
    task.name, task.active = state.title, True
    task.save()
    return task


def _drop(task: StateTask, target: StateTask | None, file: str) -> None:
    """Take a state out of use. Its row stays for the history of those who passed it."""
    waiting = TaskState.objects.filter(task=task, status=TaskState.STATUS_IN_PROGRESS)
    if target:
        move_waiting(waiting, target)
    elif names := [str(one.workflow_state.content_object) for one in waiting]:
        reason = _("Pages are in the state that would be dropped: %(pages)s. Say where they move.")
        raise DefinitionError(file, f"states.{task.key}", reason % {"pages": ", ".join(names)})
    task.active = False
    task.save()

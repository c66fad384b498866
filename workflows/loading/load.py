"""Write a checked definition into the database: the definition itself, and Wagtail's rows for its engine."""

from __future__ import annotations

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import TaskState, Workflow, WorkflowTask

from ..definition import Definition, State
from ..models.definitions import WorkflowDefinition
from ..models.tasks import TASK_OF_KIND, StateTask
from ..shut_doors import loading
from .checks import DefinitionError
from .toml import dump, parse


def load_text(text: str, file: str = "") -> WorkflowDefinition:
    """Load a definition, or change a loaded one; running work and its history stay.

    Raises :class:`DefinitionError` and loads nothing when the definition is unsound, names a page type that
    another definition governs, or drops a state that pages are in.
    """
    definition = parse(text, file)
    with transaction.atomic(), loading():
        _check_types(definition, file)
        row = _write_row(definition)
        _write_tasks(row, definition, file)
    return row


def _check_types(definition: Definition, file: str) -> None:
    for page_type in definition.page_types:
        if not _can_be_governed(page_type):
            reason = _("There is no page type called “%(type)s” that a workflow can govern.")
            raise DefinitionError(file, "page_types", reason % {"type": page_type})
    _check_dropped_types(definition, file)
    for other in WorkflowDefinition.objects.exclude(name=definition.name_key):
        for page_type in set(definition.page_types) & set(other.definition.page_types):
            reason = _("The page type “%(type)s” is governed by “%(name)s” already.")
            raise DefinitionError(file, "page_types", reason % {"type": page_type, "name": other.name})


def _check_dropped_types(definition: Definition, file: str) -> None:
    """Pages with a run or a frozen version must not lose what governs them."""
    row = WorkflowDefinition.objects.filter(name=definition.name_key).first()
    dropped = set(row.definition.page_types) - set(definition.page_types) if row else set()
    for page_type in dropped:
        if apps.get_model(page_type)._default_manager.exists():
            reason = _("Pages of the type “%(type)s” exist, so the definition must go on governing it.")
            raise DefinitionError(file, "page_types", reason % {"type": page_type})


def _can_be_governed(page_type: str) -> bool:
    from ..models.governed import GovernedMixin

    try:
        model = apps.get_model(page_type)
        # A page inside a bundle shares the run of its root and has none of its own.
        return issubclass(model, GovernedMixin) and model.is_bundle_root is not False
    except (LookupError, ValueError):
        return False


def _write_row(definition: Definition) -> WorkflowDefinition:
    row = WorkflowDefinition.objects.select_for_update().filter(name=definition.name_key).first()
    workflow = row.workflow if row else Workflow()
    workflow.name, workflow.active = definition.title, True
    workflow.save()
    row = row or WorkflowDefinition(name=definition.name_key, workflow=workflow)
    row.source = dump(definition)
    row.save()
    return row


def _write_tasks(row: WorkflowDefinition, definition: Definition, file: str) -> None:
    present = {task.key: task.specific for task in row.tasks.all()}
    states = [state for state in definition.states if state.kind != "final"]
    for key in present.keys() - {state.key for state in states}:
        _drop(present.pop(key), file)
    WorkflowTask.objects.filter(workflow=row.workflow).delete()
    for order, state in enumerate(states):
        task = _task_for(row, state, present.get(state.key), file)
        WorkflowTask.objects.create(workflow=row.workflow, task=task, sort_order=order)


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


def _drop(task: StateTask, file: str) -> None:
    """Take a state out of use. Its row stays for the history of those who passed it."""
    waiting = TaskState.objects.filter(task=task, status=TaskState.STATUS_IN_PROGRESS)
    if names := [str(one.workflow_state.content_object) for one in waiting]:
        reason = _("Pages are in the state that would be dropped: %(pages)s.") % {"pages": ", ".join(names)}
        raise DefinitionError(file, f"states.{task.key}", reason)
    task.active = False
    task.save()

"""A bundle has one run at most, and the run is in one state of the definition that governs it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState

from ..models.definitions import WorkflowDefinition
from ..models.tasks import StateTask
from ..naming import name_of
from .findings import Finding
from .pages import governed_roots


def one_run_is_open() -> Iterator[Finding]:
    """No bundle has two open runs."""
    for page in governed_roots():
        if WorkflowState.objects.for_instance(page).active().count() > 1:
            yield Finding(name_of(page), _("More than one run is open."))


def runs_are_in_one_state() -> Iterator[Finding]:
    """An open run is in exactly one state, and a finished one in none."""
    known = StateTask.objects.values("pk")
    for run in _our_runs():
        waiting = list(run.task_states.filter(status=TaskState.STATUS_IN_PROGRESS, task__in=known))
        if run.status != WorkflowState.STATUS_IN_PROGRESS:
            if waiting:
                yield Finding(_name(run), _("The run has ended, yet a state of it is still open."))
        elif len(waiting) != 1:
            yield Finding(_name(run), _("The run is not in exactly one state."))
        elif run.current_task_state_id != waiting[0].pk:
            yield Finding(_name(run), _("The run points to a state that it is not in."))


def runs_follow_their_definition() -> Iterator[Finding]:
    """The state of an open run belongs to the definition that governs the page."""
    for page in governed_roots():
        run = WorkflowState.objects.for_instance(page).active().first()
        row = WorkflowDefinition.objects.governing(page) if run else None
        if run is None or run.current_task_state is None:
            continue
        task = StateTask.objects.filter(pk=run.current_task_state.task_id).first()
        if row is None or task is None or task.definition_row_id != row.pk or not task.active:
            yield Finding(name_of(page), _("The run follows another workflow than the one that governs."))


def passed_states_say_when() -> Iterator[Finding]:
    """Every state that was passed says when it was left."""
    for run in _our_runs():
        decided = run.task_states.exclude(status=TaskState.STATUS_IN_PROGRESS)
        if decided.filter(finished_at__isnull=True).exists():
            yield Finding(_name(run), _("A state was passed, but not when."))


def _our_runs() -> Iterator[Any]:
    loaded = WorkflowDefinition.objects.values("workflow")
    return WorkflowState.objects.filter(workflow__in=loaded).iterator()


def _name(run: WorkflowState) -> str:
    page = run.content_object
    return name_of(page) if page else _("run %(number)s") % {"number": run.pk}

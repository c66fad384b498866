"""Where a page stands: read from Wagtail's own records, never from a copy of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from wagtail.models import TaskState, WorkflowState

from .definition import Definition, State
from .models.definitions import WorkflowDefinition
from .models.tasks import StateTask
from .remembering import remembered


@dataclass(frozen=True)
class Standing:
    """The loaded definition that governs a bundle, its state, and the run if one is open."""

    row: WorkflowDefinition
    definition: Definition
    state: State
    run: WorkflowState | None = None
    task_state: TaskState | None = None

    def task_of(self, state: State) -> StateTask:
        """Return the task row of a state of this definition, as its own class."""
        return self.row.tasks.get(key=state.key).specific


def standing_of(page: Any) -> Standing | None:
    """Tell where the bundle of this page stands; ``None`` where no definition governs it.

    The root of the bundle holds the run. Without a run, a live page is in the final state and any other in the
    initial one.
    """
    root = page.bundle_root
    row = WorkflowDefinition.objects.governing(root)
    if row is None:
        return None
    run = open_run(root)
    task_state = run and run.current_task_state
    state = state_in_run(row, task_state.task_id) if task_state else None
    if state:
        return Standing(row, row.definition, state, run, task_state)
    return Standing(row, row.definition, state_without_run(row, is_live=root.live))


def open_run(root: Any, *, lock: bool = False) -> WorkflowState | None:
    """Return the run that is open on the root of a bundle; with ``lock``, hold its row until the commit."""
    if lock:
        return WorkflowState.objects.for_instance(root).active().select_for_update().first()
    return remembered(("run", root.pk), lambda: _run_of(root))


def _run_of(root: Any) -> WorkflowState | None:
    """Read the run of a page, unless Wagtail did so for a whole listing."""
    listed = getattr(root, "_current_workflow_states", None)
    if listed is not None:
        return next(iter(listed), None)
    return WorkflowState.objects.for_instance(root).active().select_related("current_task_state").first()


def state_in_run(row: WorkflowDefinition, task: int) -> State | None:
    """Return the state that a task of Wagtail stands for, or ``None`` if it is of somebody else's workflow."""
    key = state_keys(row).get(task)
    return row.definition.state(key) if key else None


def state_without_run(row: WorkflowDefinition, *, is_live: bool) -> State:
    """Return the state of a page on which no run is open."""
    return row.definition.final if is_live else row.definition.initial


def state_keys(row: WorkflowDefinition) -> dict[int, str]:
    """The keys of the states of a definition by the number of their task."""
    return remembered("state keys", _every_state_key).get(row.pk, {})


def _every_state_key() -> dict[int, dict[int, str]]:
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for row, task, key in StateTask.objects.values_list("definition_row_id", "pk", "key"):
        found[row][task] = key
    return found

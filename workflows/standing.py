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
    key = _state_of_run(run, row) if run else None
    definition = row.definition
    if key:
        return Standing(row, definition, definition.state(key), run, run.current_task_state)
    return Standing(row, definition, definition.final if root.live else definition.initial)


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


def _state_of_run(run: WorkflowState, row: WorkflowDefinition) -> str | None:
    """Return the key of the run's state, or ``None`` if the run belongs to somebody else's workflow."""
    if run.current_task_state is None:
        return None
    return state_keys(row).get(run.current_task_state.task_id)


def state_keys(row: WorkflowDefinition) -> dict[int, str]:
    """The keys of the states of a definition by the number of their task."""
    return remembered("state keys", _every_state_key).get(row.pk, {})


def _every_state_key() -> dict[int, dict[int, str]]:
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for row, task, key in StateTask.objects.values_list("definition_row_id", "pk", "key"):
        found[row][task] = key
    return found

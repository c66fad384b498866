"""Where a page stands: read from Wagtail's own records, never from a copy of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wagtail.models import TaskState, WorkflowState

from .definition import Definition, State
from .models.definitions import WorkflowDefinition
from .models.tasks import StateTask


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
    runs = WorkflowState.objects.for_instance(root).active()
    if lock:
        return runs.select_for_update().first()
    return runs.select_related("current_task_state").first()


def _state_of_run(run: WorkflowState, row: WorkflowDefinition) -> str | None:
    """Return the key of the run's state, or ``None`` if the run belongs to somebody else's workflow."""
    if run.current_task_state is None:
        return None
    tasks = StateTask.objects.filter(pk=run.current_task_state.task_id, definition_row=row)
    return tasks.values_list("key", flat=True).first()

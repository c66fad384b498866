"""Transitions the clock makes. Nothing public waits for them: periods are judged by the second itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from wagtail.models import TaskState

from . import guards
from .actions.base import Refused
from .actions.registry import ACTION_OF_EFFECT
from .definition import Transition
from .jobs.registry import Deed
from .models.tasks import StateTask


def due_transitions(now: datetime) -> Iterator[Deed]:
    """Give one deed for each page that stands in a state the clock may end."""
    for task, transition in _ended_by_the_clock():
        waiting = task.task_states.filter(status=TaskState.STATUS_IN_PROGRESS).order_by("pk")
        for task_state in list(waiting.select_related("workflow_state")):
            name = f"{transition.key} of run {task_state.workflow_state_id}"
            yield Deed(name, partial(_make, task_state, transition, now))


def has_work() -> bool:
    """Tell whether any loaded definition leaves something to the clock."""
    return any(True for _pair in _ended_by_the_clock())


def _ended_by_the_clock() -> Iterator[tuple[StateTask, Transition]]:
    """The states that a transition leaves by itself; a definition has no more than one such way out of a state."""
    for task in StateTask.objects.filter(active=True).select_related("definition_row"):
        for transition in task.definition_row.definition.leaving(task.key):
            if transition.automatic:
                yield task, transition


def _make(task_state: TaskState, transition: Transition, now: datetime) -> str | None:
    """Make the transition if its guards hold. That they do not is no failure, nor that somebody was quicker."""
    page = task_state.workflow_state.content_object.specific
    if not _is_due(page, transition, now):
        return None
    try:
        ACTION_OF_EFFECT[transition.effect](page, transition.key, now=now).execute()
    except Refused:
        return None
    return "done"


def _is_due(page: Any, transition: Transition, now: datetime) -> bool:
    """Ask the guards without a lock, so that a page whose time has not come keeps nobody waiting."""
    return not guards.refusals(guards.Moment(page, None, transition, now))

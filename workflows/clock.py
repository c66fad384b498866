"""Transitions the clock makes. Nothing public waits for them: periods are judged by the second itself."""

from __future__ import annotations

import logging
from datetime import datetime

from wagtail.models import TaskState

from .actions.base import Refused
from .actions.registry import ACTION_OF_EFFECT
from .models.tasks import StateTask

logger = logging.getLogger(__name__)


def tick(now: datetime | None = None) -> tuple[list[str], list[str]]:
    """Make every automatic transition whose guards hold.

    Each page is a transaction of its own, so one that fails stops no other. Returns what was done and what
    failed, as sentences for the log. A guard that says no is not a failure.
    """
    done: list[str] = []
    failed: list[str] = []
    for task in StateTask.objects.filter(active=True).select_related("definition_row"):
        automatic = [one for one in task.definition_row.definition.leaving(task.key) if one.automatic]
        waiting = (
            TaskState.objects.filter(task_id=task.pk, status=TaskState.STATUS_IN_PROGRESS)
            if automatic
            else ()
        )
        for task_state in waiting:
            _try(task_state, automatic[0], now, done, failed)
    return done, failed


def _try(task_state, transition, now, done, failed) -> None:
    name = f"{task_state.workflow_state_id} {transition.key}"
    try:
        page = task_state.workflow_state.content_object.specific
        ACTION_OF_EFFECT[transition.effect](page, transition.key, now=now).execute()
    except Refused:
        return
    except Exception:
        logger.exception("kpss_tick: %s failed", name)
        failed.append(f"{name}: failed")
    else:
        done.append(f"{name}: done")

"""The few moves we make in Wagtail's workflow engine. Call inside a transaction, with the run locked."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from ..models.snapshots import Snapshot
from ..models.tasks import StateTask
from ..standing import Standing


def go_forward(standing: Standing, task: StateTask, *, user: Any, comment: str) -> None:
    """Approve the current state and enter the next."""
    run = standing.run
    run.current_task_state = standing.task_state.approve(user=user, update=False, comment=comment)
    run.update(user=user, next_task=task)


def go_back(standing: Standing, task: StateTask, *, user: Any, comment: str) -> None:
    """Reject the current state and enter an earlier one.

    Wagtail's own update would leave the run in "needs changes" and wait for a resubmission, so the target is
    entered here.
    """
    run = standing.run
    standing.task_state.reject(user=user, update=False, comment=comment)
    run.current_task_state = task.start(run, user=user)
    run.save()


def finish(standing: Standing, snapshot: Snapshot, *, user: Any, comment: str) -> None:
    """End the run and publish exactly the pinned revisions, in this order: the other one cancels the run."""
    run = standing.run
    run.current_task_state = standing.task_state.approve(user=user, update=False, comment=comment)
    run.on_finish = lambda user=None: None  # the default publishes the newest revision
    run.finish(user=user)
    publish(snapshot, user=user)


def publish(snapshot: Snapshot, *, user: Any) -> None:
    """Publish every page of a frozen version, all or none."""
    for item in snapshot.items.select_related("revision").order_by("position"):
        item.revision.is_decided = True
        item.revision.publish(user=user, skip_permission_checks=True)
    snapshot.published_at = timezone.now()
    snapshot.save(update_fields=["published_at"])

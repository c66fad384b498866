"""The few moves we make in Wagtail's workflow engine. Call inside a transaction, with the run locked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import workflow_approved

from ..models.definitions import WorkflowDefinition
from ..models.snapshots import Snapshot
from ..models.tasks import PassedState, StateTask
from ..standing import Standing
from .base import Refused


def go_forward(standing: Standing, task: StateTask, *, user: Any, comment: str) -> None:
    """Approve the current state and enter the next."""
    run = standing.run
    run.current_task_state = passed(standing).approve(user=user, update=False, comment=comment)
    run.update(user=user, next_task=task)


def go_back(standing: Standing, task: StateTask, *, user: Any, comment: str) -> None:
    """Reject the current state and enter an earlier one.

    Wagtail's own update would leave the run in "needs changes" and wait for a resubmission, so the target is
    entered here.
    """
    run = standing.run
    passed(standing).reject(user=user, update=False, comment=comment)
    run.current_task_state = task.start(run, user=user)
    run.save()


def begin_at(run: WorkflowState, moment: datetime) -> None:
    """Let the state that was entered just now have begun at an earlier moment."""
    TaskState.objects.filter(pk=run.current_task_state_id).update(started_at=moment)


def finish(standing: Standing, revisions: Iterable[Any], *, user: Any, comment: str) -> None:
    """End the run and publish exactly these revisions, in this order: the other one cancels the run."""
    run = standing.run
    run.current_task_state = passed(standing).approve(user=user, update=False, comment=comment)
    run.status = WorkflowState.STATUS_APPROVED
    run.save()
    publish(revisions, user=user)
    # Wagtail's finish() would publish the newest revision. Its own listener would mail people while somebody waits,
    # and lose what the server refuses; it hears only of Wagtail's runs, so this is not sent as one of them.
    # (No partial: Django names a robust callback that failed, and fails itself where that has no name.)
    transaction.on_commit(
        lambda: workflow_approved.send(sender=WorkflowDefinition, instance=run, user=user), robust=True
    )


def passed(standing: Standing) -> PassedState:
    """Return the state's row so that passing it writes no log entry of Wagtail's beside our own."""
    return PassedState.objects.get(pk=standing.task_state.pk)


def publish(revisions: Iterable[Any], *, user: Any) -> None:
    """Publish the revisions of a bundle, all or none."""
    for revision in revisions:
        revision.is_decided = True
        revision.publish(user=user, skip_permission_checks=True)


def frozen_revisions(snapshot: Snapshot) -> list[Any]:
    """Return the revisions a version pins, to publish them. Raises :class:`Refused` if one is not what was frozen."""
    pins = snapshot.pins
    if altered := [pin for pin in pins if not pin.keeps_its_revision]:
        sentence = _(
            "What is kept for publication of “%(page)s” is not what was frozen. Nothing was published."
        )
        raise Refused(*(sentence % {"page": pin.document["title"]} for pin in altered))
    return [pin.revision for pin in pins]


def unpublish(pages: Iterable[Any], *, user: Any) -> None:
    """Take the pages of a bundle back from the public, all or none."""
    for page in pages:
        if page.live:
            UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)

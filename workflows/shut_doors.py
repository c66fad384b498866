"""Wagtail's own doors to what a loaded definition governs.

Most are shut by the permission tester and the page's own methods. What is left has no permission of ours to ask:
the rows of workflows and tasks in Settings. They are written by loading only, so any other write is refused, and
Wagtail's admin shows the refusal as "you have no permission".
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models.signals import pre_delete, pre_save
from django.utils.translation import gettext as _

_loading: ContextVar[bool] = ContextVar("kpss_loading", default=False)


@contextmanager
def loading() -> Iterator[None]:
    """Let the loader write."""
    token = _loading.set(True)
    try:
        yield
    finally:
        _loading.reset(token)


def connect() -> None:
    """Watch the rows that loading writes."""
    from wagtail.models import Workflow, WorkflowTask

    from .models.tasks import TASK_OF_KIND, StateTask

    for sender in (Workflow, WorkflowTask, StateTask, *TASK_OF_KIND.values()):
        for signal in (pre_save, pre_delete):
            signal.connect(refuse_outside_loading, sender=sender, dispatch_uid=f"kpss-{sender.__name__}")


def refuse_outside_loading(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Raise ``PermissionDenied`` for a change of a loaded workflow by another door."""
    if not _loading.get() and not kwargs.get("raw") and _is_loaded(instance):
        raise PermissionDenied(_("This workflow was loaded from a definition and is changed by loading it again."))


def _is_loaded(instance: Any) -> bool:
    from .models.definitions import WorkflowDefinition
    from .models.tasks import StateTask

    if isinstance(instance, StateTask):
        return True
    workflow_id = getattr(instance, "workflow_id", None) or instance.pk
    return WorkflowDefinition.objects.filter(workflow_id=workflow_id).exists()

"""Wagtail's own doors to what a loaded definition governs.

Most are shut by the permission tester and the page's own methods. What is left has no permission of ours to ask:
the rows of workflows and tasks in Settings, which are written by loading only, and the moving of a page above. Any
other write is refused, and Wagtail's admin shows the refusal as "you have no permission".
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models.signals import post_save, pre_delete, pre_save
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
    from wagtail.documents import get_document_model
    from wagtail.images import get_image_model
    from wagtail.models import (
        PageLogEntry,
        Task,
        Workflow,
        WorkflowContentType,
        WorkflowPage,
        WorkflowTask,
    )
    from wagtail.signals import pre_page_move

    from ..base_page import BasePage
    from ..models.definitions import DefinitionChoice, WorkflowDefinition
    from ..models.tasks import TASK_OF_KIND, StateTask
    from .addresses import keep_stored_address
    from .parts import note_change_of_parts
    from .schedules import lapse

    for sender in (WorkflowDefinition, DefinitionChoice):
        post_save.connect(lapse, sender=sender, dispatch_uid="kpss-lapse")
    pre_page_move.connect(refuse_moving, dispatch_uid="kpss-move")
    post_save.connect(note_change_of_parts, sender=PageLogEntry, dispatch_uid="kpss-parts")
    for sender in (model for model in apps.get_models() if issubclass(model, BasePage)):
        pre_save.connect(
            keep_stored_address, sender=sender, dispatch_uid=f"kpss-address-{sender._meta.label}"
        )
    for sender in (get_document_model(), get_image_model()):
        for signal in (pre_save, pre_delete):
            uid = f"kpss-file-{sender.__name__}"
            signal.connect(refuse_losing_frozen_files, sender=sender, dispatch_uid=uid)
    rows = (Task, Workflow, WorkflowContentType, WorkflowPage, WorkflowTask)
    for sender in (*rows, StateTask, *TASK_OF_KIND.values()):
        for signal in (pre_save, pre_delete):
            signal.connect(refuse_outside_loading, sender=sender, dispatch_uid=f"kpss-{sender.__name__}")


def refuse_outside_loading(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Raise ``PermissionDenied`` for a change of a loaded workflow by another door."""
    if not _loading.get() and not kwargs.get("raw") and _is_loaded(instance):
        raise PermissionDenied(
            _("This workflow was loaded from a definition and is changed by loading it again.")
        )


def refuse_moving(
    sender: Any,
    instance: Any,
    parent_page_before: Any,
    parent_page_after: Any,
    url_path_before: str,
    url_path_after: str,
    **kwargs: Any,
) -> None:
    """Raise ``PermissionDenied`` for a move that would change a lasting address or a bundle nobody may write in."""
    from ..freezing import has_frozen_pages
    from ..models.governed import page_shares_run

    if url_path_before != url_path_after and has_frozen_pages(instance):
        raise PermissionDenied(_("A version of this page, or of a page below it, has a lasting address."))
    if parent_page_before != parent_page_after and _is_shut(parent_page_after.specific):
        raise PermissionDenied(_("In its present state the destination takes no page."))
    if page_shares_run(page := instance.specific) and _is_shut(page):
        raise PermissionDenied(_("In its present state the bundle keeps its pages and their order."))


def refuse_losing_frozen_files(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Raise ``PermissionDenied`` before a file that a frozen version names is deleted or replaced.

    What was decided must stay readable to the byte. Called before deleting and before saving.
    """
    from ..file_hashes import sha256_of
    from ..models.snapshots import SnapshotItem

    stored = sender._default_manager.filter(pk=instance.pk).first() if instance.pk else None
    is_saved = "update_fields" in kwargs
    if stored is None or kwargs.get("raw") or (is_saved and stored.file.name == instance.file.name):
        return
    digest = sha256_of(stored)
    if digest and SnapshotItem.objects.naming(digest).exists():
        raise PermissionDenied(
            _("A frozen version names this file, so it can be neither replaced nor deleted.")
        )


def _is_shut(destination: Any) -> bool:
    """Tell whether a page belongs to a bundle that gains no page now, because nobody may write in it."""
    from ..models.governed import GovernedMixin, takes_parts
    from ..standing import standing_of

    is_bundle = isinstance(destination, GovernedMixin) and takes_parts(destination)
    standing = standing_of(destination) if is_bundle else None
    return standing is not None and not standing.state.edit


def _is_loaded(instance: Any) -> bool:
    """Tell whether loading wrote this row, or a row it points to."""
    from wagtail.models import Task, Workflow

    from ..models.definitions import WorkflowDefinition
    from ..models.tasks import StateTask

    task_id = instance.pk if isinstance(instance, Task) else getattr(instance, "task_id", None)
    workflow_id = instance.pk if isinstance(instance, Workflow) else getattr(instance, "workflow_id", None)
    return (
        isinstance(instance, StateTask)
        or StateTask.objects.filter(pk=task_id).exists()
        or WorkflowDefinition.objects.filter(workflow_id=workflow_id).exists()
    )

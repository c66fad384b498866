"""Ending every run and dropping every row of ours, all or nothing."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry, PageLogEntry, Workflow, WorkflowState

from ..doors.rows import loading
from ..log import protection as log_protection
from ..models import WorkflowDefinition
from ..naming import named
from ..people.places import places
from . import belongings


class CannotLeave(Exception):
    """Something of the host's would be lost; ``reasons`` say what."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__("\n".join(reasons))


def check(*, with_pages: bool) -> None:
    """Raise :class:`CannotLeave` while pages of our types may not go, or something of the host's hangs on ours."""
    reasons = belongings.obstacles()
    pages = belongings.pages()
    if pages and not with_pages:
        reasons.append(
            _("Pages of our types would have to go, which --delete-pages allows: %(pages)s.")
            % {"pages": named(pages)}
        )
    if reasons:
        raise CannotLeave(reasons)


def leave(*, with_pages: bool = False) -> None:
    """End every run and drop everything of ours; the host's own pages stay. Raises :class:`CannotLeave`."""
    with transaction.atomic(), loading():
        check(with_pages=with_pages)
        _open_the_log()
        _end_runs()
        _drop_definitions()
        _drop_rows()
        _drop_pages()
        _forget_types()
    ContentType.objects.clear_cache()


def _open_the_log() -> None:
    """Take away the triggers that kpss_protect_log installed; they know tables of ours."""
    if connection.vendor in ("postgresql", "sqlite") and log_protection.is_protected():
        log_protection.unprotect()


def _end_runs() -> None:
    """Cancel what is open, as Wagtail does, so that the history of the page says so; then drop the runs."""
    for run in belongings.open_runs().select_for_update():
        # A run whose page is gone, or that waits nowhere, has no history to write into.
        if run.content_object and run.current_task_state:
            run.cancel()
    WorkflowState.objects.filter(pk__in=belongings.runs().values("pk")).delete()


def _drop_definitions() -> None:
    """The states of a definition are rows of Wagtail's tasks too, and its workflow was written by loading."""
    workflows = list(WorkflowDefinition.objects.values_list("workflow", flat=True))
    WorkflowDefinition.objects.all().delete()
    Workflow.objects.filter(pk__in=workflows).delete()


def _drop_rows() -> None:
    """Drop the rows of every model, those that point to others first, and with them what lies outside the database."""
    for model in belongings.row_models():
        model._base_manager.all().delete()
    for place in places():
        if place.drop:
            transaction.on_commit(place.drop, robust=True)


def _drop_pages() -> None:
    """Delete the topmost pages of ours with all below them."""
    for page in belongings.top_pages():
        page.specific.delete()


def _forget_types() -> None:
    """Take our names out of the lists that Django and Wagtail keep of everything.

    The history of a deleted page keeps the name of its type, or Wagtail's report of it fails.
    """
    types = ContentType.objects.filter(app_label__in=belongings.labels())
    ModelLogEntry.objects.filter(content_type__in=types).delete()
    Permission.objects.filter(content_type__in=types).delete()
    named = PageLogEntry.objects.exclude(content_type=None).values("content_type")
    types.exclude(pk__in=named).delete()

"""Let a demonstration have a past.

Actions take the moment that bears on the process (``now``), but the rows they leave also say when they were written:
revisions, history, edits, frozen versions. Those of a plan approved four years ago must not say today, so what was
written inside :func:`as_of` is moved back as a whole; the order within stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.apps import apps
from django.db.models import F
from django.utils import timezone

from workflows.base_page import BASE_PAGE_MODEL

STORED_TIMES = {
    BASE_PAGE_MODEL: ("first_published_at", "last_published_at", "latest_revision_created_at"),
    "wagtailcore.Revision": ("created_at",),
    "wagtailcore.PageLogEntry": ("timestamp",),
    "wagtailcore.WorkflowState": ("created_at",),
    "wagtailcore.TaskState": ("started_at", "finished_at"),
    "kpss_workflows.Edit": ("saved_at",),
    "kpss_workflows.Snapshot": ("created_at", "published_at"),
    "kpss_workflows.Consultation": ("opened_at",),
    "kpss_workflows.Comment": ("moderated_at", "changed_at"),
    "kpss_workflows.Settlement": ("settled_at",),
    "kpss_workflows.Resolution": ("recorded_at",),
    "kpss_workflows.ResolutionCorrection": ("corrected_at",),
    "kpss_pages.PlanCard": ("announced_at",),
}


@contextmanager
def as_of(moment: datetime) -> Iterator[None]:
    """Move what is written inside back to a moment that has passed. Needs the loading's transaction around it."""
    began = timezone.now()
    yield
    for label, names in STORED_TIMES.items():
        rows = apps.get_model(label)._base_manager
        for name in names:
            rows.filter(**{f"{name}__gte": began}).update(**{name: F(name) - (began - moment)})

"""Writing many entries of one deed at once, in the form Wagtail writes one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import PageLogEntry


def log_many(page: Any, action: str, *, user: Any, entries: Iterable[dict[str, Any]]) -> None:
    """Write one entry of an action on a page for each of ``entries``, which are the data of the entries."""
    shared = {
        "page": page,
        "content_type": ContentType.objects.get_for_model(page, for_concrete_model=False),
        "label": PageLogEntry.objects.get_instance_title(page),
        "action": action,
        "timestamp": timezone.now(),
        "user": user,
        "uuid": get_active_log_context().uuid,
    }
    PageLogEntry.objects.bulk_create(PageLogEntry(data=data, **shared) for data in entries)

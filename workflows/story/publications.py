"""What a publication changed for readers, where no frozen versions tell it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry, Revision

from .events import Link


class Publications:
    """The published revisions of a page in their order, each with the mark of its deed."""

    def __init__(self, root: Any) -> None:
        self.page_id = root.pk

    @cached_property
    def rows(self) -> list[tuple[Any, int]]:
        """Mark and revision of every publication, the first one first."""
        there = Revision.objects.values("pk")
        entries = PageLogEntry.objects.filter(
            page_id=self.page_id, action="wagtail.publish", revision_id__in=there
        )
        return list(entries.order_by("timestamp", "pk").values_list("uuid", "revision_id"))

    def links(self, uuid: Any) -> list[Link]:
        """Lead from a publication to what it changed since the one before."""
        places = [place for place, row in enumerate(self.rows) if uuid and row[0] == uuid]
        if not places or not places[0]:
            return []
        before, after = self.rows[places[0] - 1][1], self.rows[places[0]][1]
        address = reverse("wagtailadmin_pages:revisions_compare", args=[self.page_id, before, after])
        return [(_("what changed for readers"), address)] if before != after else []

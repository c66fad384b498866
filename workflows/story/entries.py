"""Which rows make the story of a bundle: entries of Wagtail's log, and our own log of edits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import PageLogEntry

from ..base_page import BasePage
from ..bundles import bundle_of
from ..models.edits import Edit
from ..models.snapshots import SnapshotItem

FOLDED = {
    "wagtail.create": "created",
    "kpss_workflows.submission": "received",
    "kpss_workflows.author": "changed",
    "kpss_workflows.moderation": "moderated",
    "kpss_workflows.classification": "sorted",
    "kpss_workflows.assignment": "sorted",
    "kpss_workflows.joining": "sorted",
    "kpss_workflows.passage": "sorted",
    "kpss_workflows.settlement": "settled",
    "kpss_workflows.opinion": "answered",
}
"""What happens again and again, so that only its count is told."""

NOTES = "wagtail.comments."
"""Notes in the margin of the editor; they are folded, too."""

SAVED = "wagtail.edit"
"""Told from our own log of edits, which knows every saving, by whatever door it came."""

MOVED = "wagtail.move"
"""Names two places in Wagtail's words, and people may not know of the other one."""

OURS = "kpss_workflows."
ECHOES = Q(action__in=("wagtail.publish", "wagtail.unpublish", "wagtail.rename")) | Q(
    action__startswith="wagtail.workflow."
)
"""What Wagtail writes down beside an entry of ours, of the same deed."""


def kind_of(action: str) -> str:
    """What is folded together."""
    return FOLDED.get(action, "noted")


@dataclass(frozen=True)
class Told:
    """The pages whose rows belong to the story of a bundle: those that stand in it, and those that once did."""

    root: Any

    @cached_property
    def titles(self) -> dict[int, str]:
        """The titles of those that stand in it."""
        return {page.pk: page.get_admin_display_title() for page in bundle_of(self.root)}

    @cached_property
    def gone(self) -> set[int]:
        """Those that stood in it, and were deleted or stand elsewhere."""
        written = Edit.objects.filter(bundle_root_id=self.root.pk).order_by().values_list("page_id")
        frozen = SnapshotItem.objects.filter(snapshot__page_id=self.root.pk).order_by().values_list("page_id")
        return {pk for (pk,) in written.union(frozen).order_by()} - self.titles.keys()

    @cached_property
    def left_at(self) -> dict[int, datetime]:
        """When each of those moved away; what they did since is told by whom they moved to, if by anybody."""
        moves = PageLogEntry.objects.filter(page_id__in=self.gone, action=MOVED).order_by("-timestamp", "-pk")
        away = [one for one in moves if (one.data.get("source") or {}).get("id") == self.root.pk]
        return {one.page_id: one.timestamp for one in away}

    @cached_property
    def entries(self) -> QuerySet[PageLogEntry]:
        """The entries of Wagtail's log that tell of these pages while they stood here."""
        ours = Q(page_id__in=self.titles)
        for page_id, moment in self.left_at.items():
            ours |= Q(page_id=page_id, timestamp__lte=moment)
        return PageLogEntry.objects.filter(ours | Q(page_id__in=self._deleted))

    @property
    def _deleted(self) -> set[int]:
        """Those that stood here to their end."""
        stayed = self.gone - self.left_at.keys()
        standing = BasePage._base_manager.filter(pk__in=stayed).values_list("pk", flat=True) if stayed else ()
        return stayed - set(standing)


def milestones_of(told: Told) -> QuerySet[PageLogEntry]:
    """What is told one by one, the newest first."""
    beside = PageLogEntry.objects.filter(uuid=OuterRef("uuid"), action__startswith=OURS)
    entries = told.entries.exclude(action=SAVED).exclude(_folded())
    return entries.exclude(ECHOES & Q(Exists(beside))).order_by("-timestamp", "-pk")


def folded_of(told: Told) -> QuerySet[PageLogEntry]:
    """What is told by its count."""
    return told.entries.filter(_folded()).order_by()


def savings_of(told: Told) -> QuerySet[Edit]:
    """Every saving of the text; other edits are told by Wagtail's log."""
    ours = Q(page_id__in=told.titles) | Q(bundle_root_id=told.root.pk)
    return Edit.objects.filter(ours, revision_id__isnull=False).order_by()


def _folded() -> Q:
    return Q(action__in=FOLDED) | Q(action__startswith=NOTES)

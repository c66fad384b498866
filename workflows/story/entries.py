"""Which rows make the story of a bundle: entries of Wagtail's log, and our own log of edits."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import PageLogEntry

from ..bundles import bundle_of
from ..models.edits import Edit
from ..models.snapshots import SnapshotItem

FOLDED = {
    "wagtail.create": "created",
    "kpss_workflows.submission": "received",
    "kpss_workflows.moderation": "moderated",
    "kpss_workflows.settlement": "settled",
    "kpss_workflows.opinion": "answered",
}
"""What happens again and again, so that only its count is told."""

NOTES = "wagtail.comments."
"""Notes in the margin of the editor; they are folded, too."""

SAVED = "wagtail.edit"
"""Told from our own log of edits, which knows every saving, by whatever door it came."""

OURS = "kpss_workflows."
ECHOES = Q(action__in=("wagtail.publish", "wagtail.unpublish", "wagtail.rename")) | Q(
    action__startswith="wagtail.workflow."
)
"""What Wagtail writes down beside an entry of ours, of the same deed."""


def kind_of(action: str) -> str:
    """What is folded together."""
    return FOLDED.get(action, "noted")


def pages_of(root: Any) -> dict[int, str]:
    """The pages whose rows belong to the story: those of the bundle, and those that once were; with their titles."""
    titles = {page.pk: page.get_admin_display_title() for page in bundle_of(root)}
    written = Edit.objects.filter(bundle_root_id=root.pk).order_by().values_list("page_id")
    frozen = SnapshotItem.objects.filter(snapshot__page_id=root.pk).order_by().values_list("page_id")
    return dict.fromkeys((pk for (pk,) in written.union(frozen).order_by()), "") | titles


def milestones_of(pages: dict[int, str]) -> QuerySet[PageLogEntry]:
    """What is told one by one, the newest first."""
    beside = PageLogEntry.objects.filter(uuid=OuterRef("uuid"), action__startswith=OURS)
    entries = PageLogEntry.objects.filter(page_id__in=pages).exclude(action=SAVED)
    told = entries.exclude(_folded()).exclude(ECHOES & Q(Exists(beside)))
    return told.order_by("-timestamp", "-pk")


def folded_of(pages: dict[int, str]) -> QuerySet[PageLogEntry]:
    """What is told by its count."""
    return PageLogEntry.objects.filter(_folded(), page_id__in=pages).order_by()


def savings_of(pages: dict[int, str]) -> QuerySet[Edit]:
    """Every saving of the text."""
    return Edit.objects.filter(page_id__in=pages).order_by()


def _folded() -> Q:
    return Q(action__in=FOLDED) | Q(action__startswith=NOTES)

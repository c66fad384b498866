"""Where words stand that somebody is about to erase."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from wagtail.models import Revision

from ..models.internal_versions import InternalVersion
from ..models.snapshots import SnapshotItem
from .phrases import Phrases
from .stored import pages_of


class Standing(NamedTuple):
    """Where, and how many times."""

    where: str
    count: int


def standing_in(root: Any, words: list[str]) -> list[Standing]:
    """Count in every version, draft and text for readers of a bundle; places that hold nothing are left out."""
    counted = ((where, _count(words, data)) for where, data in _places(root))
    return [Standing(where, count) for where, count in counted if count]


def _places(root: Any) -> Iterator[tuple[str, Any]]:
    items = SnapshotItem.objects.filter(snapshot__page_id=root.pk).select_related("snapshot")
    for item in items.order_by("snapshot__number", "position"):
        values = {"number": item.snapshot.number, "page": item.document["title"]}
        yield _("Version %(number)s: %(page)s") % values, item.document
    for version in InternalVersion.objects.of_page(root):
        yield _("Draft sent to readers"), version.documents
    for page in pages_of(root):
        saved = Revision.page_revisions.filter(object_id=str(page.pk)).order_by("pk")
        contents = list(saved.values_list("content", flat=True))
        yield _("Saved drafts: %(page)s") % {"page": page.get_admin_display_title()}, contents


def _count(words: list[str], data: Any) -> int:
    phrases = Phrases(words, "")
    phrases.out_of(data)
    return phrases.count

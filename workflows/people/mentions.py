"""Where a person stands in texts that an erasure of the person leaves alone: another act takes each of them out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import Q
from django.urls import reverse

from ..models.comments import Comment
from ..models.snapshots import SnapshotItem
from .letters import letters_of
from .sought import Sought


class Mention(NamedTuple):
    """A text in which the address or the name of a person stands, and where somebody may take it out."""

    title: str
    url: str


def mentions_of(sought: Sought) -> Iterator[Mention]:
    """Frozen versions, and what others wrote."""
    if sought.words:
        yield from _in_versions(sought)
        yield from _in_comments_of_others(sought)


def tell_mention(row: Mention) -> dict[str, Any]:
    """Where it is."""
    return {"where": row.title}


def _in_versions(sought: Sought) -> Iterator[Mention]:
    # As the canonical form of documents writes a word inside its quotation marks.
    written = [json.dumps(word, ensure_ascii=False)[1:-1] for word in sought.words]
    rows = SnapshotItem.objects.filter(_any("text", written)).select_related("snapshot")
    versions = {row.snapshot_id: row.snapshot for row in sought.within(rows, "snapshot__page_id")}
    for pk, version in sorted(versions.items()):
        yield Mention(str(version), reverse("kpss_workflows_admin:erase_from_version", args=[pk]))


def _in_comments_of_others(sought: Sought) -> Iterator[Mention]:
    said = _any("text", sought.words) | _any("proposed", sought.words) | _any("quote", sought.words)
    rows = Comment.objects.filter(said)
    others = rows.exclude(submission__in=letters_of(sought)).select_related(
        "submission__consultation__snapshot"
    )
    for row in sought.within(others, "submission__consultation__snapshot__page_id"):
        yield Mention(row.reference, reverse("kpss_workflows_admin:register_comment", args=[row.pk]))


def _any(column: str, words: list[str]) -> Q:
    found = Q(pk__in=[])
    for word in words:
        found |= Q(**{f"{column}__contains": word})
    return found

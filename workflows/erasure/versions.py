"""Writing frozen and internal versions anew, with fingerprints of what they say now."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..document import canonical_bytes, fingerprint
from ..models.internal_versions import InternalVersion
from ..models.snapshots import Snapshot, SnapshotItem, bundle_bytes, fingerprint_of
from ..reading.files import named_files

Document = dict[str, Any]
Change = Callable[[Document], Document]


@dataclass(frozen=True)
class Renamed:
    """A version that has another fingerprint now."""

    version: Snapshot
    before: str

    def as_logged(self) -> dict[str, Any]:
        """How the log tells it."""
        return {"number": self.version.number, "before": self.before, "after": self.version.sha256}


def rewrite_versions(root: Any, change: Change) -> list[Renamed]:
    """Change every frozen version of a bundle; return those that say something else now."""
    versions = Snapshot.objects.of_page(root).order_by("number")
    return [
        Renamed(version, before)
        for version in versions
        if (before := version.sha256) != _rewritten(version, change)
    ]


def rewrite_internal_versions(root: Any, change: Change) -> int:
    """Change every text that was sent out to be read; return how many say something else now."""
    return sum(_rewrite_internal(one, change) for one in InternalVersion.objects.of_page(root))


def keep_pins(root: Any) -> None:
    """Fingerprint the pinned revisions again, after they were changed with the versions."""
    for item in SnapshotItem.objects.filter(snapshot__page_id=root.pk).select_related("revision"):
        if not item.keeps_its_revision:
            SnapshotItem.objects.filter(pk=item.pk).update(revision_sha256=fingerprint_of(item.revision))


def _rewritten(version: Snapshot, change: Change) -> str:
    """Write a version anew and return its fingerprint; the version knows both titles by then."""
    texts = []
    for item in version.items.order_by("position"):
        text = canonical_bytes(change(item.document)).decode()
        if text != item.text:
            SnapshotItem.objects.filter(pk=item.pk).update(text=text, sha256=fingerprint(text.encode()))
        texts.append(text)
    version.sha256 = fingerprint(bundle_bytes(texts))
    version.title = json.loads(texts[0])["title"]
    version.save(update_fields=["sha256", "title"])
    return version.sha256


def _rewrite_internal(version: InternalVersion, change: Change) -> bool:
    documents = [change(one) for one in version.documents]
    data = bundle_bytes([canonical_bytes(one).decode() for one in documents])
    if data.decode() == version.text:
        return False
    version.title = documents[0]["title"]
    version.text, version.sha256 = data.decode(), fingerprint(data)
    version.files = named_files(documents)
    version.save(update_fields=["title", "text", "sha256", "files"])
    return True

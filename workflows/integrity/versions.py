"""Frozen versions are still the bytes they were frozen as."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..document import canonical_bytes, fingerprint
from ..models.snapshots import Snapshot, SnapshotItem, bundle_bytes
from .findings import Finding


def fingerprints_hold() -> Iterator[Finding]:
    """Every fingerprint is that of its bytes, and the bytes are in their one form."""
    for version in Snapshot.objects.iterator():
        texts = []
        for item in version.items.order_by("position").iterator():
            texts.append(item.text)
            yield from _bad_item(version, item)
        if fingerprint(bundle_bytes(texts)) != version.sha256:
            yield Finding(str(version), _("The fingerprint of the version is not that of its text."))


def pins_hold() -> Iterator[Finding]:
    """Every frozen page still has its own revision as it was, which publication would use."""
    for item in SnapshotItem.objects.select_related("revision", "snapshot").iterator():
        if item.revision.object_id != str(item.page_id):
            yield Finding(str(item.snapshot), _("A pinned revision belongs to another page."))
        if not item.keeps_its_revision:
            yield Finding(str(item.snapshot), _("A pinned revision was changed after it was frozen."))


def numbers_hold() -> Iterator[Finding]:
    """Versions of a bundle are numbered from one, without a gap."""
    numbers: dict[int, list[int]] = {}
    for page_id, number in Snapshot.objects.order_by("page_id", "number").values_list("page_id", "number"):
        numbers.setdefault(page_id, []).append(number)
    for page_id, found in numbers.items():
        if found != list(range(1, len(found) + 1)):
            yield Finding(_("page %(number)s") % {"number": page_id}, _("A frozen version is missing."))


def _bad_item(version: Snapshot, item: SnapshotItem) -> Iterator[Finding]:
    if fingerprint(item.text.encode()) != item.sha256:
        yield Finding(str(version), _("The fingerprint of a page is not that of its text."))
    try:
        document = json.loads(item.text)
    except ValueError:
        yield Finding(str(version), _("The text of a page cannot be read."))
        return
    if canonical_bytes(document).decode() != item.text:
        yield Finding(str(version), _("The text of a page is not in its one form."))
    if document.get("page") != item.page_id:
        yield Finding(str(version), _("The text of a page speaks of another page."))
    if item.position == 0 and document.get("title") != version.title:
        yield Finding(str(version), _("The title of the version is not that of its text."))

"""What was erased from frozen versions was erased by a logged act, fingerprint by fingerprint."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry

from ..models.snapshots import Snapshot
from ..models.version_erasures import VersionErasure
from .findings import Finding

ERASED = "kpss_workflows.version_erasure"

Links = dict[tuple[int, int], list[tuple[str, str]]]
"""The page and the number of a version, and its fingerprints before and after each erasure, in order."""


def erasures_are_as_logged() -> Iterator[Finding]:
    """The former fingerprints that the public reads are those the log tells, and each leads to the next."""
    told, kept = logged_erasures(), _kept()
    versions = {(one.page_id, one.number): one for one in Snapshot.objects.iterator()}
    for key in sorted(told.keys() | kept.keys()):
        version = versions.get(key)
        if version is None:
            # That a version is gone is another rule's finding.
            continue
        if told.get(key) != kept.get(key):
            yield Finding(str(version), _("The log tells of other erasures than the version lists."))
        elif after_erasures(told[key][0][0], told[key]) != version.sha256:
            yield Finding(str(version), _("The erasures do not lead to the fingerprint of the version."))


def logged_erasures() -> Links:
    """Every erasure the log tells of."""
    links: Links = defaultdict(list)
    for entry in PageLogEntry.objects.filter(action=ERASED).order_by("timestamp", "pk").iterator():
        for one in entry.data.get("versions", ()):
            links[entry.page_id, one["number"]].append((one["before"], one["after"]))
    return links


def after_erasures(fingerprint: str, links: list[tuple[str, str]]) -> str:
    """What a version is called after its erasures, if it was called this before; a gap ends the chain."""
    for before, after in links:
        if before != fingerprint:
            break
        fingerprint = after
    return fingerprint


def _kept() -> dict[tuple[int, int], Any]:
    kept: Links = defaultdict(list)
    rows = VersionErasure.objects.order_by("erased_at", "pk").select_related("snapshot")
    for row in rows:
        kept[row.snapshot.page_id, row.snapshot.number].append((row.former_sha256, row.sha256))
    return kept

"""The log tells every step: one entry leads to the next, and the last one to where the page stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry

from ..models.snapshots import Snapshot
from ..naming import name_of
from ..standing import Standing, standing_of
from .erasures import after_erasures, logged_erasures
from .findings import Finding
from .pages import governed_roots

STEPS = ("kpss_workflows.transition", "kpss_workflows.redefinition", "kpss_workflows.known")


def log_is_complete() -> Iterator[Finding]:
    """Each step begins where the one before it ended, and the last ends where the page is."""
    for page in governed_roots():
        if standing := standing_of(page):
            yield from _gaps(page, standing)


def versions_are_logged() -> Iterator[Finding]:
    """Every frozen version has the step that froze it."""
    for version in Snapshot.objects.select_related("page").iterator():
        entries = _steps_of(version.page_id)
        if not any(entry.data.get("version") == version.number for entry in entries):
            yield Finding(str(version), _("The log does not say who froze this version."))


def versions_are_as_logged() -> Iterator[Finding]:
    """Every version has the fingerprint of the text that was frozen, or the one that logged erasures led to."""
    erasures = logged_erasures()
    for page_id, versions in _versions_by_page().items():
        for entry in _steps_of(page_id):
            number = entry.data.get("version")
            # Only the first step that names a version froze it; later ones tell the draft of their own moment.
            version = versions.pop(number, None)
            if version is None or "fingerprint" not in entry.data:
                continue
            links = erasures.get((page_id, number), [])
            if after_erasures(entry.data["fingerprint"], links) != version.sha256:
                yield Finding(str(version), _("The version has another fingerprint than the log tells."))


def logged_versions_are_kept() -> Iterator[Finding]:
    """Every version the log tells of is there."""
    known = set(Snapshot.objects.values_list("page_id", "number"))
    for entry in PageLogEntry.objects.filter(action__in=STEPS).order_by("timestamp", "pk").iterator():
        number = entry.data.get("version")
        if number and (entry.page_id, number) not in known:
            yield Finding(
                entry.label, _("The log tells of version %(number)s, which is gone.") % {"number": number}
            )


def _versions_by_page() -> dict[int, dict[int, Snapshot]]:
    found: dict[int, dict[int, Snapshot]] = {}
    for version in Snapshot.objects.iterator():
        found.setdefault(version.page_id, {})[version.number] = version
    return found


def _gaps(page: Any, standing: Standing) -> Iterator[Finding]:
    definition = standing.definition
    at = None
    for entry in _steps_of(page.pk):
        begins = entry.data.get("from", at)
        # A page may have been written, or public, before its workflow was loaded.
        if at is None and begins not in (None, definition.initial.key, definition.final.key):
            yield Finding(name_of(page), _("The log begins in the middle of the way."))
        elif at is not None and begins != at:
            gap = {"before": at, "after": begins, "date": entry.timestamp.isoformat()}
            yield Finding(
                name_of(page),
                _("The log lacks the step from “%(before)s” to “%(after)s” before %(date)s.") % gap,
            )
        at = entry.data.get("to", definition.final.key)
    if at is None and standing.run and standing.state.key != definition.initial.key:
        yield Finding(name_of(page), _("The log does not say how the page came to its state."))
    if at is not None and at != standing.state.key:
        yield Finding(
            name_of(page),
            _("The page is in the state “%(state)s”, the log ends in “%(last)s”.")
            % {"state": standing.state.key, "last": at},
        )


def _steps_of(page_id: int) -> Any:
    return PageLogEntry.objects.filter(page_id=page_id, action__in=STEPS).order_by("timestamp", "pk")

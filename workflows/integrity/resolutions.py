"""Resolutions say what the log says was recorded, and what was corrected since stands beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry

from ..models.resolutions import Resolution, ResolutionCorrection
from ..resolution_facts import facts_of, fingerprint_of_facts
from .findings import Finding

RECORDED, CORRECTED = "kpss_workflows.resolution", "kpss_workflows.correction"


def resolutions_are_as_logged() -> Iterator[Finding]:
    """With its corrections taken back, every resolution is the one that was recorded."""
    recorded = {entry.data.get("resolution"): entry for entry in _entries(RECORDED)}
    corrected = {entry.data.get("resolution"): entry for entry in _entries(CORRECTED)}
    for resolution in Resolution.objects.prefetch_related("corrections"):
        entry = recorded.get(resolution.pk)
        if entry is None:
            yield Finding(str(resolution), _("The log does not say who recorded this resolution."))
        elif not _is_told_by(corrected.get(resolution.pk, entry), resolution, facts_of(resolution)):
            yield Finding(str(resolution), _("The resolution says something else than the log tells."))
        elif not _is_told_by(entry, resolution, _facts_at_first(resolution)):
            yield Finding(
                str(resolution), _("The corrections of the resolution do not lead to what it says.")
            )


def logged_resolutions_are_kept() -> Iterator[Finding]:
    """Every resolution the log tells of is there."""
    known = set(Resolution.objects.values_list("pk", flat=True))
    for entry in _entries(RECORDED):
        if entry.data.get("resolution") not in known:
            yield Finding(entry.label, _("A resolution that the log tells of is gone."))


def corrections_are_as_logged() -> Iterator[Finding]:
    """As often as the log tells that a fact was corrected, its former value stands beside the resolution."""
    told = Counter(
        (entry.data.get("resolution"), name)
        for entry in _entries(CORRECTED)
        for name in entry.data.get("fields", ())
    )
    kept = Counter(ResolutionCorrection.objects.values_list("resolution_id", "field"))
    known = Resolution.objects.in_bulk([pk for pk, _name in told | kept])
    for pk in sorted({pk for pk, name in told | kept if pk in known and told[pk, name] != kept[pk, name]}):
        yield Finding(str(known[pk]), _("The log tells of other corrections than there are."))


def _entries(action: str) -> Any:
    return PageLogEntry.objects.filter(action=action).order_by("timestamp", "pk")


def _facts_at_first(resolution: Resolution) -> dict[str, str]:
    """Take the corrections back, the last one first."""
    facts = facts_of(resolution)
    for correction in reversed(resolution.corrections.all()):
        # The document of a resolution is corrected too, yet it is none of its facts.
        if correction.field in facts:
            facts[correction.field] = correction.before
    return facts


def _is_told_by(entry: PageLogEntry, resolution: Resolution, facts: dict[str, str]) -> bool:
    """Compare facts with an entry; older ones tell only the body, the outcome and the number, or what was corrected."""
    if told := entry.data.get("facts"):
        return told == fingerprint_of_facts(facts)
    if entry.action == CORRECTED:
        return True
    words = entry.data.get("body"), entry.data.get("outcome")
    return entry.data.get("number") == facts["number"] and words in _words_of(resolution)


def _words_of(resolution: Resolution) -> Iterator[tuple[str, str]]:
    """Yield the body and the outcome in every language in which somebody may have recorded them."""
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            yield resolution.body_label, str(resolution.get_outcome_display())

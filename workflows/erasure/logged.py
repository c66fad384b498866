"""Taking words out of the log. Its chain of seals stays whole: of words it holds only a salted fingerprint."""

from __future__ import annotations

from typing import Any

from wagtail.models import PageLogEntry

from ..log.protection import erasing
from ..log.sealing import OURS, PERSONAL
from ..models.seals import LogSeal
from .phrases import Phrases


def clear_log(pages: list[Any], phrases: Phrases) -> list[int]:
    """Clear titles and people's words in the history of these pages; return the sealed entries that lost words.

    Whoever calls it logs them: an empty salt that no erasure tells of is a forgery. Call it before anything new is
    written into the log: the database moves its triggers only while no entry waits.
    """
    entries = PageLogEntry.objects.filter(page_id__in=[page.pk for page in pages]).order_by("pk")
    cleared = [(entry, *_cleared(entry, phrases)) for entry in entries.iterator()]
    changed = [
        (entry, label, data) for entry, label, data in cleared if (label, data) != (entry.label, entry.data)
    ]
    if not changed:
        return []
    with erasing():
        for entry, label, data in changed:
            PageLogEntry.objects.filter(pk=entry.pk).update(label=label, data=data)
        # Without its salt the old fingerprint of the words tells nothing, and nobody expects the words to fit it.
        reworded = LogSeal.objects.filter(
            entry_id__in=[entry.pk for entry, _label, data in changed if data != entry.data]
        )
        told = sorted(reworded.values_list("entry_id", flat=True))
        reworded.update(salt="")
    return told


def _cleared(entry: Any, phrases: Phrases) -> tuple[str, dict[str, Any]]:
    """Return label and data of an entry without the words; of ours only people's own words, all else is sealed."""
    if not entry.action.startswith(OURS):
        return phrases.out_of(entry.label), phrases.out_of(entry.data)
    words = {key: phrases.out_of(entry.data[key]) for key in PERSONAL if key in entry.data}
    return phrases.out_of(entry.label), entry.data | words

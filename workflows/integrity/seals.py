"""The log was not changed since it was sealed."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry

from ..log.sealing import BEGINNING, facts_of, link, person_of
from ..models.seals import LogSeal
from .erasures import ERASED
from .findings import Finding

AT_ONCE = 500


def log_is_unchanged() -> Iterator[Finding]:
    """Every sealed entry is as it was, and no seal was taken out of the middle of the chain.

    Nobody can see from the chain alone that its newest end was cut off; :command:`kpss_check` therefore prints the
    newest seal, to be kept elsewhere and compared.
    """
    previous, erased = BEGINNING, _told_erased()
    for seal, entry in _pairs():
        where = _("entry %(number)s of the log") % {"number": seal.entry_id}
        if link(previous, seal.facts, seal.person) != seal.chain:
            yield Finding(where, _("The chain of seals is broken here."))
        if entry is None:
            yield Finding(where, _("The entry was sealed and is gone."))
        elif facts_of(entry) != seal.facts:
            yield Finding(where, _("The entry was changed after it was sealed."))
        elif not seal.salt and seal.entry_id not in erased:
            yield Finding(where, _("Its salt is gone, and the log tells of no erasure of its words."))
        elif seal.salt and person_of(entry, seal.salt) != seal.person:
            yield Finding(where, _("Its person or words were changed after it was sealed."))
        previous = seal.chain


def _told_erased() -> set[int]:
    """The entries out of which a later, logged erasure took words; its own facts are sealed as well."""
    erasures = PageLogEntry.objects.filter(action=ERASED).order_by("pk")
    return {pk for one in erasures.iterator() for pk in one.data.get("log_entries", ()) if pk < one.pk}


def _pairs() -> Iterator[tuple[LogSeal, PageLogEntry | None]]:
    """Yield every seal with its entry, a few hundred at a time."""
    waiting: list[LogSeal] = []
    for seal in LogSeal.objects.order_by("pk").iterator(AT_ONCE):
        waiting.append(seal)
        if len(waiting) == AT_ONCE:
            yield from _with_entries(waiting)
            waiting = []
    yield from _with_entries(waiting)


def _with_entries(seals: list[LogSeal]) -> Iterator[tuple[LogSeal, PageLogEntry | None]]:
    entries = PageLogEntry.objects.in_bulk([seal.entry_id for seal in seals])
    for seal in seals:
        yield seal, entries.get(seal.entry_id)

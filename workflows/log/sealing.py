"""Sealing the log: a chain of fingerprints over every entry that our actions wrote."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from django.db import transaction
from wagtail.models import PageLogEntry

from ..document import canonical_bytes, fingerprint
from ..models.seals import LogSeal

OURS = "kpss_"
"""How the names of our actions begin."""

PERSONAL = ("comment", "reason")
"""Keys of an entry's data that hold somebody's words."""

BEGINNING = "0" * 64
"""What stands before the first seal."""

AT_ONCE = 500
"""Entries sealed in one transaction."""


def seal_log() -> int:
    """Seal every entry that is not sealed yet. Returns how many.

    For one process at a time, which :command:`kpss_tick` sees to. An entry committed late by a slow transaction is
    sealed by the next run: the chain follows the order of sealing.
    """
    sealed = 0
    while entries := list(unsealed()[:AT_ONCE]):
        with transaction.atomic():
            for entry in entries:
                _seal(entry)
        sealed += len(entries)
    return sealed


def unsealed() -> Any:
    """Entries of ours that no seal holds yet, the oldest first."""
    known = LogSeal.objects.values("entry_id")
    return PageLogEntry.objects.filter(action__startswith=OURS).exclude(pk__in=known).order_by("pk")


def facts_of(entry: Any) -> str:
    """Fingerprint what happened, when and to which page."""
    data = {key: value for key, value in entry.data.items() if key not in PERSONAL}
    moment = entry.timestamp.astimezone(UTC).isoformat()
    return fingerprint(canonical_bytes([entry.pk, entry.page_id, entry.action, moment, data]))


def person_of(entry: Any, salt: str) -> str:
    """Fingerprint who it was and what they wrote, with the salt of the seal."""
    words = {key: entry.data[key] for key in PERSONAL if entry.data.get(key)}
    return fingerprint(canonical_bytes([salt, entry.user_id, words]))


def link(previous: str, facts: str, person: str) -> str:
    """Join an entry to the chain."""
    return fingerprint(canonical_bytes([previous, facts, person]))


def _seal(entry: Any) -> None:
    last = LogSeal.objects.order_by("-pk").values_list("chain", flat=True).first() or BEGINNING
    seal = LogSeal(entry_id=entry.pk, facts=facts_of(entry))
    seal.person = person_of(entry, seal.salt)
    seal.chain = link(last, seal.facts, seal.person)
    seal.save()

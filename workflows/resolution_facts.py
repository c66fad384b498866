"""What a resolution says, in the one form its corrections and the log keep."""

from __future__ import annotations

from typing import Any

from .document import canonical_bytes, fingerprint

CORRECTED = (
    "municipality",
    "number",
    "date",
    "date_text",
    "session",
    "agenda_item",
    "wording",
    "per_rollam",
    "votes_for",
    "votes_against",
    "votes_abstained",
    "valid_until_year",
    "note",
)
"""What may turn out to be otherwise. The outcome and the body moved the run: they are decided again."""

FACTS = ("page_id", "snapshot_id", "body", "outcome", *CORRECTED)
"""Everything people read of a resolution, and what it is about. Its document may be deleted from the library."""


def facts_of(resolution: Any) -> dict[str, str]:
    """Return the facts of a resolution as they are written down."""
    return {name: as_written(getattr(resolution, name)) for name in FACTS}


def fingerprint_of_facts(facts: dict[str, str]) -> str:
    """Name the facts, so that the log can vouch for them without holding their words."""
    return fingerprint(canonical_bytes(facts))


def as_written(value: Any) -> str:
    """Write one fact as text; what is not known is empty."""
    return "" if value is None else str(value)

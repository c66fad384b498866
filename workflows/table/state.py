"""Naming the state of a table, so that a file made of another one is given to nobody."""

from __future__ import annotations

from typing import NamedTuple

from django.conf import settings
from django.db.models import Count, Max, Q, Sum
from django.db.models.functions import Length

from ..document import canonical_bytes, fingerprint
from ..settlement_words import labels_of
from .rows import Table

LAYOUT = 2
"""Raised when files are to be made anew although nothing in them was changed."""

SMALL_ROWS = 200
SMALL_CHARACTERS = 100_000
"""Up to this much a file is written while its reader waits, in less than a second."""

_NAMED = Q(submission__identity__publish_name=True)


class State(NamedTuple):
    """What a table holds now: a name of it, and how much it is."""

    key: str
    rows: int
    characters: int

    @property
    def is_small(self) -> bool:
        """A file of it is written at once."""
        return self.rows <= SMALL_ROWS and self.characters <= SMALL_CHARACTERS


def state_of(table: Table) -> State:
    """Name the state. It changes with every word and name that stands in the table."""
    facts = table.comments.order_by().aggregate(
        rows=Count("pk"),
        changed=Max("changed_at"),
        text=Sum(Length("text") + Length("proposed")),
        places=Sum(Length("part_label")),
        settled=Max("settlement__settled_at"),
        settlements=Count("settlement"),
        reasoning=Sum(Length("settlement__reasoning")),
        acceptances=Count("settlement__acceptance"),
        acceptance=Max("settlement__acceptance"),
        joined=Count("duplicate_of"),
        joined_to=Sum("duplicate_of_id"),
        late=Count("pk", filter=Q(submission__is_late=True)),
        named=Count("pk", filter=_NAMED),
        names=Sum(
            Length("submission__identity__name") + Length("submission__identity__organisation"), filter=_NAMED
        ),
    )
    consultation = table.consultation
    known = (
        LAYOUT,
        settings.LANGUAGE_CODE,
        table.is_working,
        consultation.pk,
        consultation.settlements_published_at,
        consultation.snapshot.sha256,
        sorted(labels_of(consultation).items()),
    )
    told = [str(one) for one in (*known, *facts.values())]
    characters = (facts["text"] or 0) + (facts["reasoning"] or 0)
    return State(fingerprint(canonical_bytes(told)), facts["rows"], characters)

"""What happened again and again between two milestones, told in one sentence for each person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, Max, Min, QuerySet, Value, When
from django.utils.translation import ngettext

from .entries import SAVED, Told, folded_of, kind_of, savings_of
from .events import Event
from .people import People
from .revisions import Revisions, Span

SENTENCES = {
    "created": lambda n: ngettext("created a page", "created %(count)s pages", n),
    "saved": lambda n: ngettext("saved the text once", "saved the text %(count)s times", n),
    "received": lambda n: ngettext(
        "sent one letter with comments", "sent %(count)s letters with comments", n
    ),
    "changed": lambda n: ngettext(
        "changed a comment that was sent", "changed comments that were sent %(count)s times", n
    ),
    "moderated": lambda n: ngettext(
        "released or hid a comment", "released or hid comments %(count)s times", n
    ),
    "sorted": lambda n: ngettext("sorted a comment", "sorted comments %(count)s times", n),
    "settled": lambda n: ngettext("settled a comment", "settled comments %(count)s times", n),
    "answered": lambda n: ngettext(
        "gave an opinion on the draft", "gave an opinion on the draft %(count)s times", n
    ),
    "noted": lambda n: ngettext(
        "worked with a note in the margin", "worked with notes in the margin %(count)s times", n
    ),
}


@dataclass
class Fold:
    """The same thing done by one person between two milestones."""

    kind: str
    user_id: int | None
    action: str
    count: int = 0
    moments: list[datetime] = field(default_factory=list)
    pages: dict[int, Span] = field(default_factory=dict)


@dataclass(frozen=True)
class Around:
    """The moments of the milestones on one screen, the newest first, and the nearest ones on the screens beside it.

    Place 0 is before the newest of them, place 1 behind it, and so on.
    """

    moments: list[datetime]
    newer: datetime | None = None
    older: datetime | None = None

    def counted(self, rows: QuerySet, moment: str, *names: str) -> QuerySet:
        """Count rows by their place and by what else tells them apart, in one query."""
        if self.newer:
            rows = rows.filter(**{f"{moment}__lt": self.newer})
        if self.older:
            rows = rows.filter(**{f"{moment}__gte": self.older})
        behind = [
            When(**{f"{moment}__gte": one}, then=Value(place)) for place, one in enumerate(self.moments)
        ]
        place = Case(*behind, default=Value(len(self.moments))) if behind else Value(0)
        grouped = rows.annotate(place=place).values("place", "user_id", "page_id", *names)
        return grouped.annotate(count=Count("pk"), first=Min(moment), last=Max(moment))


def folds_around(told: Told, around: Around) -> dict[int, list[Fold]]:
    """Fold what lies around the milestones of one screen, by its place."""
    found: dict[int, dict[Any, Fold]] = defaultdict(dict)
    for row in _rows(told, around):
        kind = "saved" if row["action"] == SAVED else kind_of(row["action"])
        new = Fold(kind, row["user_id"], row["action"])
        fold = found[row["place"]].setdefault((kind, row["user_id"]), new)
        fold.count += row["count"]
        fold.moments += [row["first"], row["last"]]
        fold.pages[row["page_id"]] = (row.get("since"), row.get("until"))
    return {
        place: sorted(folds.values(), key=lambda fold: max(fold.moments), reverse=True)
        for place, folds in found.items()
    }


def _rows(told: Told, around: Around) -> Iterator[dict[str, Any]]:
    yield from around.counted(folded_of(told), "timestamp", "action")
    savings = around.counted(savings_of(told), "saved_at")
    for row in savings.annotate(since=Min("revision_id"), until=Max("revision_id")):
        yield row | {"action": SAVED}


def event_of(fold: Fold, root: int, people: People, titles: dict[int, str], revisions: Revisions) -> Event:
    """Tell a fold in a sentence; pages are named unless it was the root of the bundle alone."""
    return Event(
        first=min(fold.moments),
        last=max(fold.moments),
        who=people.name(fold.user_id, fold.action),
        sentence=SENTENCES[fold.kind](fold.count) % {"count": fold.count},
        pages=[] if set(fold.pages) == {root} else [titles[pk] for pk in fold.pages if titles.get(pk)],
        links=revisions.links(fold.pages, titles) if fold.kind == "saved" else [],
    )

"""Doing one thing with many comments: the same action as for one, comment by comment.

Whatever may be done is done, and what is refused is named with its reason. A desk that ticks thirty comments, of which
a colleague has just hidden two, expects the other twenty-eight to be done: all or nothing would make people look for
the two and tick thirty again. Each comment has a lock and a transaction of its own, so that nobody who sends a comment
meanwhile waits for the whole pile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic
from typing import Any

from ..models.comments import Comment
from .base import Refused
from .desk import DeskAction, version_of

PATIENCE = 20
"""Seconds after which the rest is left for another press of the button: web servers give up on longer answers."""

PIECE = 100
"""Comments read at once."""

CHANGED_SINCE = "changed since"
"""What no comment is ever seen as, so that the action itself says that somebody was quicker."""


@dataclass(frozen=True)
class Deed:
    """What shall be done: the action for one comment, and whether a comment stands so already.

    ``make`` takes the comment and what was seen of it; it may raise :class:`Refused`, too.
    """

    make: Callable[[Comment, str], DeskAction]
    is_done: Callable[[Comment], bool]


@dataclass
class Outcome:
    """How many were done and stood so already, which were refused and why, how many nobody came to."""

    done: int = 0
    already: int = 0
    left: int = 0
    refused: dict[str, list[str]] = field(default_factory=dict)

    @property
    def refused_count(self) -> int:
        """How many were refused, whatever the reason."""
        return sum(map(len, self.refused.values()))


class Seen:
    """What the person saw: a version of each ticked comment, or the moment at which a whole list was drawn."""

    def __init__(self, versions: Mapping[int, str] | None = None, drawn_at: datetime | None = None) -> None:
        self.versions, self.drawn_at = versions, drawn_at

    def of(self, comment: Comment) -> str:
        """Return what was seen of a comment, in the words of :func:`version_of`."""
        if self.versions is not None:
            return self.versions.get(comment.pk, CHANGED_SINCE)
        settlement = getattr(comment, "settlement", None)
        moments = [comment.changed_at, *([settlement.settled_at] if settlement else [])]
        # The action compares once more under its lock with what is read here.
        return version_of(comment) if self.drawn_at and max(moments) < self.drawn_at else CHANGED_SINCE


def do_for_many(deed: Deed, found: Any, seen: Seen) -> Outcome:
    """Carry a deed out for every comment of a queryset. A second press finds everything done and does nothing."""
    outcome = Outcome()
    until = monotonic() + PATIENCE
    pks = list(found.values_list("pk", flat=True))
    for number, comment in enumerate(_in_pieces(pks)):
        if monotonic() > until:
            outcome.left = len(pks) - number
            break
        _do(deed, comment, seen, outcome)
    return outcome


def _do(deed: Deed, comment: Comment, seen: Seen, outcome: Outcome) -> None:
    if deed.is_done(comment):
        outcome.already += 1
        return
    try:
        deed.make(comment, seen.of(comment)).execute()
    except Refused as refused:
        outcome.refused.setdefault(str(refused), []).append(comment.reference)
    else:
        outcome.done += 1


def _in_pieces(pks: list[int]) -> Iterator[Comment]:
    related = Comment.objects.select_related("settlement", "submission__consultation__snapshot")
    for start in range(0, len(pks), PIECE):
        piece = pks[start : start + PIECE]
        by_pk = related.in_bulk(piece)
        # A comment that somebody erased meanwhile is nobody's matter any more.
        yield from (by_pk[pk] for pk in piece if pk in by_pk)

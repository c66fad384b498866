"""The table and its rows, read in pieces so that ten thousand comments take no more memory than fifty."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ..models.comments import Comment
from ..models.consultations import Consultation
from ..remembering import remembering

PIECE = 500
"""Comments read at once."""

SHOWN_WITH = (
    "submission__identity",
    "settlement__acceptance",
    "duplicate_of__settlement__acceptance",
    "duplicate_of__submission__consultation__snapshot",
)
"""What a row shows of its own, so that the number of queries does not grow with the rows."""


class Row(NamedTuple):
    """One comment as the public may read it. Who wrote it stands there only by agreement."""

    number: str
    place: str
    text: str
    proposed: str
    author: str
    outcome: str
    reasoning: str
    accepted: str
    note: str = ""


def headings() -> list[str]:
    """What the columns are called, in the order of :class:`Row`."""
    return [
        _("Number"),
        _("Part"),
        pgettext("of the public", "Comment"),
        _("Proposed wording"),
        _("Author"),
        _("Outcome"),
        _("Reasoning"),
        _("Accepted"),
        _("Note"),
    ]


@dataclass(frozen=True)
class Table:
    """The released comments of a consultation with what became of them.

    Before the settlements are public there is only a working version, for the desk.
    """

    consultation: Consultation
    is_working: bool = False

    @property
    def comments(self) -> Any:
        """The comments in the order of their numbers; none before the settlements are public."""
        if not self.is_working and not self.consultation.settlements_are_public:
            return Comment.objects.none()
        return Comment.objects.on(self.consultation).released()

    @property
    def shown(self) -> Any:
        """The same with all that a row shows."""
        return self.comments.select_related("submission__consultation__snapshot", *SHOWN_WITH)

    def rows(self) -> Iterator[Row]:
        """Give the rows one by one. No cursor stays open between pieces, so their reader may write meanwhile."""
        keys = list(self.comments.values_list("pk", flat=True))
        for start in range(0, len(keys), PIECE):
            yield from self._piece(keys[start : start + PIECE])

    def _piece(self, keys: list[int]) -> list[Row]:
        """Read some rows, and what the town calls outcomes only once for them."""
        found = self.comments.filter(pk__in=keys).select_related(*SHOWN_WITH)
        with remembering():
            return [_row(self._shown_in(comment)) for comment in found]

    def _shown_in(self, comment: Comment) -> Comment:
        """One consultation for all: joined to every row it would make a third of the work."""
        comment.submission.consultation = self.consultation
        return comment


def _row(comment: Comment) -> Row:
    answer = comment.answer
    return Row(
        number=comment.reference,
        place=comment.part_label,
        text=comment.text,
        proposed=comment.proposed,
        author=comment.submission.identity.public_name,
        outcome=answer.get_outcome_display() if answer else "",
        reasoning=answer.reasoning if answer else "",
        accepted=str(answer.acceptance or "") if answer else "",
        # Whoever sent it late was promised that it is marked.
        note=pgettext("of a comment", "late") if comment.submission.is_late else "",
    )

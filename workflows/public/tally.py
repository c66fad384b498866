"""How much came, as numbers that anybody may know, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from ..models.comments import Comment, CommentStatus
from ..models.consultations import Consultation
from ..models.settlements import Settlement
from ..settlement_words import outcome_choices_of


@dataclass(frozen=True)
class Tally:
    """Submissions and the comments in them, read by an official or not. What its author withdrew does not count."""

    submissions: int
    comments: int


def tally_of(consultation: Consultation) -> Tally:
    """Count in one query. Late ones came, too."""
    came = Comment.objects.on(consultation).order_by().exclude(status=CommentStatus.WITHDRAWN)
    return Tally(**came.aggregate(submissions=Count("submission", distinct=True), comments=Count("pk")))


def outcomes_of(consultation: Consultation) -> list[tuple[str, int]]:
    """Count the outcomes, in the order of the glossary; nothing before the settlements are public."""
    if not consultation.settlements_are_public:
        return []
    settled = Settlement.objects.filter(
        comment__submission__consultation=consultation, comment__status=CommentStatus.RELEASED
    )
    counts = dict(settled.order_by().values_list("outcome").annotate(count=Count("pk")))
    named = outcome_choices_of(consultation)
    return [(label, counts[key]) for key, label in named if key in counts]

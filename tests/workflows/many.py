"""A register as full as the desk must bear: comments of every kind, written straight into the tables."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from workflows.models import Comment, Settlement, Submission, SubmitterIdentity

PIECE = 500
SENTENCE = "Chybí nám ve městě odlehčovací služba pro rodiny s dětmi se zdravotním postižením. "


def fill(consultation: Any, count: int, *, by: Any = None) -> None:
    """Let the register hold so many comments more, each in a letter of its own: a third waits, a third is settled."""
    first = consultation.submissions.order_by("-number").values_list("number", flat=True).first() or 0
    begun = timezone.now() - timedelta(hours=1)
    for start in range(0, count, PIECE):
        numbers = range(first + start + 1, first + min(start + PIECE, count) + 1)
        letters = Submission.objects.bulk_create(
            Submission(consultation=consultation, number=one, received_at=begun, is_late=one % 40 == 0)
            for one in numbers
        )
        SubmitterIdentity.objects.bulk_create(SubmitterIdentity(submission=one) for one in letters)
        made = Comment.objects.bulk_create(_comment(letter, consultation) for letter in letters)
        Settlement.objects.bulk_create(
            Settlement(
                comment=one, outcome="noted", reasoning="Bereme na vědomí.", is_ready=True, settled_by=by
            )
            for one in made
            if one.submission.number % 3 == 0
        )
    consultation.last_submission_number = first + count
    consultation.save(update_fields=["last_submission_number"])


def _comment(letter: Submission, consultation: Any) -> Comment:
    number = letter.number
    return Comment(
        submission=letter,
        page_id=consultation.snapshot.page_id,
        part_label=f"Opatření {number % 60}",
        text=f"{SENTENCE * (1 + number % 6)} Č. {number}.",
        proposed="Doplnit službu." if number % 5 == 0 else "",
        status="received" if number % 3 == 1 else "released",
        kind=("", "formal", "substantive")[number % 3],
    )

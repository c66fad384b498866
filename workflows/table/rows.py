"""The rows of the table and its sums, read in pieces so that ten thousand comments take no more memory than fifty."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from .. import registry
from ..models.comments import Comment
from ..models.consultations import Consultation
from ..models.submissions import Channel
from ..settlement_words import outcome_choices

PIECE = 500
"""Comments read at once."""


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
    ]


def public_comments(consultation: Consultation) -> Any:
    """Return what everybody reads; nothing before the settlements are public."""
    if not consultation.settlements_are_public:
        return Comment.objects.none()
    return Comment.objects.on(consultation).released()


def rows(consultation: Consultation) -> Iterator[Row]:
    """Give the public rows in the order of their numbers."""
    related = (
        "submission__identity",
        "submission__consultation__snapshot",
        "settlement__acceptance",
        "duplicate_of__settlement__acceptance",
    )
    found = public_comments(consultation).select_related(*related)
    for comment in found.iterator(chunk_size=PIECE):
        answer = comment.answer
        yield Row(
            number=comment.reference,
            place=comment.part_label,
            text=comment.text,
            proposed=comment.proposed,
            author=comment.submission.identity.public_name,
            outcome=answer.get_outcome_display() if answer else "",
            reasoning=answer.reasoning if answer else "",
            accepted=str(answer.acceptance or "") if answer else "",
        )


class Sum(NamedTuple):
    """How many comments there are of one kind; ``share`` is of the largest kind, in per cent, for a bar."""

    label: str
    count: int
    share: int


class Sums(NamedTuple):
    """A heading and its sums."""

    title: str
    sums: list[Sum]


def sums(consultation: Consultation) -> list[Sums]:
    """Count the public comments by page, outcome, author's role and channel; four queries, however many there are."""
    found = public_comments(consultation).order_by()
    pages = {one["page"]: one["title"] for one in consultation.snapshot.documents}
    roles = dict(registry.commenter_roles())
    outcomes = dict(outcome_choices(consultation.snapshot.page_id))
    channels = dict(Channel.choices)
    own = found.filter(duplicate_of__isnull=True)
    joined = found.filter(duplicate_of__isnull=False)
    by_outcome = _counted(own, "settlement__outcome")
    for key, count in _counted(joined, "duplicate_of__settlement__outcome").items():
        by_outcome[key] = by_outcome.get(key, 0) + count
    return [
        _titled(
            _("By part"),
            {pages.get(key, _("the whole document")): n for key, n in _counted(found, "page_id").items()},
        ),
        _titled(
            _("By outcome"), {str(outcomes[key]): by_outcome[key] for key in outcomes if key in by_outcome}
        ),
        _titled(
            _("By author"),
            _labelled(_counted(found, "submission__identity__role"), roles, _("not told")),
        ),
        _titled(_("By channel"), _labelled(_counted(found, "submission__channel"), channels, _("not told"))),
    ]


def _counted(found: Any, name: str) -> dict[Any, int]:
    return dict(found.values_list(name).annotate(count=Count("pk")))


def _labelled(counts: dict[str, int], labels: dict[str, Any], unknown: str) -> dict[str, int]:
    """Name the counts in the order of the labels; what has none comes last, together."""
    named = {str(label): counts[key] for key, label in labels.items() if key in counts}
    rest = sum(count for key, count in counts.items() if key not in labels)
    return named | ({unknown: rest} if rest else {})


def _titled(title: str, counts: dict[str, int]) -> Sums:
    largest = max(counts.values(), default=1)
    return Sums(title, [Sum(label, count, round(100 * count / largest)) for label, count in counts.items()])

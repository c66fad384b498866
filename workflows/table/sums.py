"""How many comments there are by part, outcome, side and channel, with shares for bars."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Count
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from .. import registry
from ..models.submissions import Channel
from ..settlement_words import outcome_choices_of
from .rows import Table

OWN_OR_JOINED = Coalesce("duplicate_of__settlement__outcome", "settlement__outcome")
"""The outcome of the comment that says the same, where one was joined to it, else its own."""


class Sum(NamedTuple):
    """How many comments there are of one kind; ``share`` is of the largest kind, in per cent, for a bar."""

    label: str
    count: int
    share: int


class Sums(NamedTuple):
    """A heading and its sums."""

    title: str
    sums: list[Sum]


def sums(table: Table) -> list[Sums]:
    """Count the comments of a table in every way; as many queries for ten thousand as for ten.

    Who wrote is counted by side where the host names sides, and by role otherwise.
    """
    found = table.comments.order_by()
    pages = [(one["page"], one["title"]) for one in table.consultation.snapshot.documents]
    by_role = _counted(found, "submission__identity__role")
    return [
        _titled(_("By part"), _counted(found, "page_id"), pages, _("the whole document")),
        _titled(
            _("By outcome"),
            _counted(found.annotate(outcome=OWN_OR_JOINED), "outcome"),
            outcome_choices_of(table.consultation),
            _("not settled yet"),
        ),
        _by_side(by_role),
        _titled(_("By channel"), _counted(found, "submission__channel"), Channel.choices, _("not told")),
    ]


def _by_side(by_role: dict[str, int]) -> Sums:
    title, sides = registry.sides()
    if not sides:
        return _titled(_("By author"), by_role, registry.commenter_roles(), _("not told"))
    counts: dict[str, int] = {}
    for role, count in by_role.items():
        side = str(sides.get(role, ""))
        counts[side] = counts.get(side, 0) + count
    labels = dict.fromkeys(str(label) for label in sides.values())
    return _titled(str(title), counts, zip(labels, labels, strict=True), _("not told"))


def _counted(found: Any, name: str) -> dict[Any, int]:
    return dict(found.values_list(name).annotate(count=Count("pk")))


def _titled(title: str, counts: dict[Any, int], labels: Iterable[tuple[Any, Any]], unknown: str) -> Sums:
    """Name the counts in the order of the labels; what has none comes last, together."""
    left = dict(counts)
    named = [(str(label), left.pop(key)) for key, label in labels if key in left]
    if left:
        named.append((unknown, sum(left.values())))
    largest = max((count for _label, count in named), default=1)
    return Sums(title, [Sum(label, count, round(100 * count / largest)) for label, count in named])

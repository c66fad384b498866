"""The record of processing (Art. 30 GDPR) as a table, for a page or for the town's own papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from .places import Place, places

RULE = "| --- | --- | --- | --- | --- | --- |"


def as_markdown() -> str:
    """Every place as one row."""
    headings = (
        _("Data"),
        _("What for"),
        _("Legal basis"),
        _("How long"),
        _("Who sees them"),
        _("When a person wishes them erased"),
    )
    return "\n".join([_row(headings), RULE, *(_row(_cells(place)) for place in places())])


def fate(place: Place) -> str:
    """What an erasure of one person does here."""
    if place.find is None:
        return _("nobody is known by them")
    if place.erase is None:
        return str(place.stays)
    if not place.stays:
        return _("They are erased.")
    return f"{_('What leads to the person is erased.')} {place.stays}"


def _cells(place: Place) -> Iterator[str]:
    yield from map(str, (place.title, place.purpose, place.basis, place.kept, place.seen_by))
    yield fate(place)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"

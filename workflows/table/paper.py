"""The table as it is set on paper: fewer columns, and every cell a list of paragraphs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ..templatetags.kpss import czdate, czdatetime
from .harmless import seen
from .rows import Row, Table

Cell = list[str]

WIDTHS = (2, 4, 9, 3, 9)
"""Shares of the columns."""


def headings() -> list[str]:
    """What the columns are called."""
    return [_("Number"), _("Part"), pgettext("of the public", "Comment"), _("Outcome"), _("Reasoning")]


def cells(row: Row) -> list[Cell]:
    """Return the cells of a row."""
    comment = [*_paragraphs(row.text)]
    if row.proposed:
        comment += [_("Proposed wording:"), *_paragraphs(row.proposed)]
    if row.author:
        comment += _paragraphs(_("Author: %(name)s") % {"name": row.author})
    return [
        [*_paragraphs(row.number), *_paragraphs(row.note)],
        _paragraphs(row.place or _("the whole document")),
        comment,
        [*_paragraphs(row.outcome), *_paragraphs(row.accepted)],
        _paragraphs(row.reasoning),
    ]


def title(table: Table) -> str:
    """What the file is called."""
    name = _("Working version of the settlement") if table.is_working else _("Settlement of comments")
    return seen(f"{name}: {table.consultation.snapshot.title}")


def facts(table: Table) -> list[str]:
    """Say of which version and time this is."""
    consultation = table.consultation
    told = [
        _("Comments on version %(number)s were received from %(opens)s to %(closes)s.")
        % {
            "number": consultation.snapshot.number,
            "opens": czdatetime(consultation.opens_at),
            "closes": czdatetime(consultation.closes_at),
        }
    ]
    if table.is_working:
        return [*told, _("This is not public: the settlement may still change.")]
    return [
        *told,
        _("Settlement published on %(date)s.") % {"date": czdate(consultation.settlements_published_at)},
    ]


def language() -> str:
    """The language the files are written in: the town hall's, whoever asks for one."""
    return settings.LANGUAGE_CODE


def _paragraphs(text: Any) -> Cell:
    lines = (line.strip() for line in seen(str(text)).split("\n"))
    return [line for line in lines if line]

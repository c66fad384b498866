"""Years as words, whichever of them is known."""

from __future__ import annotations

from django.utils.translation import gettext as _


def years_text(start: int | None, end: int | None) -> str:
    """Write a span of years: "2018–2022", "from 2018", "until 2016", or nothing."""
    if start and end:
        return str(start) if start == end else f"{start}–{end}"
    if start:
        return _("from %(year)s") % {"year": start}
    if end:
        return _("until %(year)s") % {"year": end}
    return ""


def years_with_words(start: int | None, end: int | None, words: str | None) -> str:
    """Write the years and, if they say more, the words of the author or the source beside them."""
    years = years_text(start, end)
    return ", ".join(filter(None, (years, words if words != years else "")))

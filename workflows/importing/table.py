"""From the rows of a table to comments, each with what is wrong in its cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from . import values
from .columns import COLUMNS, known_headings, label_of, too_long
from .entries import MOST_ENTRIES, OF_A_LETTER, Entry
from .folding import folded
from .problems import Problem, Unreadable

CONVERTERS: dict[str, Callable[[Any], Any]] = {
    "channel": values.channel,
    "received": values.moment,
    "sent": values.day,
    "role": values.role,
    "email": values.email,
}


def entries(rows: Iterable[list[Any]]) -> list[Entry]:
    """Return the comments of a table. Raises :class:`Unreadable` where it has no columns we know, or no rows."""
    numbered = enumerate(rows, 1)
    names: list[str] = []
    found: list[Entry] = []
    for number, row in numbered:
        if _is_empty(row):
            continue
        if not names:
            names = _columns(row, number)
        elif len(found) == MOST_ENTRIES:
            raise Unreadable(
                _("The file has more than %(count)s rows. Split it into more files.")
                % {"count": MOST_ENTRIES}
            )
        else:
            found.append(_entry(row, number, names))
    if not names:
        raise Unreadable(_("The file is empty."))
    if not found:
        raise Unreadable(_("Below the names of columns the file has no rows."))
    return found


def _is_empty(row: list[Any]) -> bool:
    return not row or not any(values.words(cell) for cell in row)


def _columns(row: list[Any], number: int) -> list[str]:
    """Return what each column is for; empty where it has no heading."""
    known = known_headings()
    headings = [values.words(cell) for cell in row]
    names = [known.get(folded(heading), "") for heading in headings]
    missing = [str(column.label) for column in COLUMNS if column.is_required and column.name not in names]
    if missing:
        raise Unreadable(
            _(
                "Line %(number)s should hold the names of columns, each in a cell of its own and none of them merged. "
                "Missing: %(missing)s. Begin with the template."
            )
            % {"number": number, "missing": ", ".join(missing)}
        )
    strange = [heading for heading, name in zip(headings, names, strict=True) if heading and not name]
    if strange:
        raise Unreadable(
            _("Nobody knows these columns: %(columns)s. Rename them as in the template, or delete them.")
            % {"columns": ", ".join(f"“{heading[:60]}”" for heading in strange[:10])}
        )
    twice = sorted({label_of(name) for name in names if name and names.count(name) > 1})
    if twice:
        raise Unreadable(
            _("These columns stand there twice: %(columns)s. Delete one of each.")
            % {"columns": ", ".join(twice)}
        )
    return names


def _entry(row: list[Any], number: int, names: list[str]) -> Entry:
    entry = Entry(where=_("Line %(number)s") % {"number": number}, text="")
    cells = {name: cell for name, cell in zip(names, row, strict=False) if name}
    if any(values.words(cell) for cell in _beside(row, names)):
        sentence = _("A cell lies beyond the named columns. Give its column a name, or empty it.")
        entry.problems.append(Problem(entry.where, "", sentence))
    for name, cell in cells.items():
        if values.words(cell):
            _take(entry, name, cell)
    if not entry.text and not any(one.field == label_of("text") for one in entry.problems):
        entry.problems.append(Problem(entry.where, label_of("text"), _("Write the comment.")))
    return entry


def _beside(row: list[Any], names: list[str]) -> Iterator[Any]:
    """The cells of columns without a heading."""
    for position, cell in enumerate(row):
        if position >= len(names) or not names[position]:
            yield cell


def _take(entry: Entry, name: str, cell: Any) -> None:
    """Put one cell where it belongs, or say what is wrong with it."""
    text = values.words(cell)
    seen = values.without_unseen(text)
    label = label_of(name)
    if seen != text:
        entry.warnings.append(_("%(field)s: characters nobody sees were left out.") % {"field": label})
    if sentence := too_long(name, seen):
        entry.problems.append(Problem(entry.where, label, sentence))
        return
    if name == "part" and isinstance(cell, float):
        sentence = _("%(field)s: the sheet has a number here, and 1.10 may have become 1.1.")
        entry.warnings.append(sentence % {"field": label})
    try:
        value = CONVERTERS[name](cell if not isinstance(cell, str) else seen) if name in CONVERTERS else seen
    except values.Wrong as wrong:
        entry.problems.append(Problem(entry.where, label, str(wrong)))
        return
    if name in OF_A_LETTER:
        entry.facts[name] = value
    else:
        setattr(entry, name, value)

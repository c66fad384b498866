"""A colleague's review of the draft: comments in the margin and tracked changes of a Word file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import chain, islice
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from .columns import BY_NAME, label_of, too_long
from .entries import MOST_ENTRIES, Entry
from .packed import unpacked
from .problems import Problem, Unreadable
from .values import YEARS, without_unseen, words
from .word_comments import WordComment, comments_of
from .word_draft import Draft, Paragraph, heading_levels
from .word_xml import child, parsed

DOCUMENT, COMMENTS = "word/document.xml", "word/comments.xml"
EXTENDED, STYLES = "word/commentsExtended.xml", "word/styles.xml"

LONGEST_QUOTE = 2_000
LONGEST_NAME = 200
NOBODY = "?"

MOST_AUTHORS = 50
"""For each of them every changed paragraph is read once."""


def entries(content: bytes, language: str) -> tuple[list[Entry], list[str]]:
    """Return comments and changes in the order of the text, and what was left out. Raises :class:`Unreadable`.

    Everything of one author is one letter. ``language`` is that of the plan, in which changes are described.
    """
    members = unpacked(content, DOCUMENT)
    roots = {
        name: parsed(members[name]) for name in (DOCUMENT, COMMENTS, EXTENDED, STYLES) if name in members
    }
    body = child(roots[DOCUMENT], "body")
    if body is None:
        raise Unreadable(_("The Word file is damaged. Open it in Word and save it again."))
    draft = Draft(body, heading_levels(roots.get(STYLES)))
    if len(draft.authors()) > MOST_AUTHORS:
        raise Unreadable(_("More than %(count)s people changed this Word file.") % {"count": MOST_AUTHORS})
    notes: list[str] = []
    comments = comments_of(roots.get(COMMENTS), roots.get(EXTENDED))
    everything = chain(_from_comments(comments, draft, notes), _from_changes(draft, language))
    found = list(islice(everything, MOST_ENTRIES + 1))
    if not found:
        raise Unreadable(_("The Word file has neither comments nor tracked changes."))
    if len(found) > MOST_ENTRIES:
        raise Unreadable(
            _("The file has more than %(count)s rows. Split it into more files.") % {"count": MOST_ENTRIES}
        )
    order = {id(paragraph): number for number, paragraph in enumerate(draft.paragraphs)}
    found.sort(key=lambda one: order.get(id(one[0]), len(order)))
    _date_letters([entry for _paragraph, entry in found])
    return [entry for _paragraph, entry in found], notes


Found = tuple[Paragraph | None, Entry]
"""An entry with the paragraph it stands beside."""


def _from_comments(comments: list[WordComment], draft: Draft, notes: list[str]) -> Iterator[Found]:
    for number, comment in enumerate(comments, 1):
        where = _("Word comment %(number)s") % {"number": number}
        text = "\n\n".join(filter(None, [comment.text, *map(_answer, comment.answers)]))
        if not text:
            notes.append(_("%(where)s is empty and is left out.") % {"where": where})
            continue
        anchor = draft.anchors.get(comment.number)
        entry = _entry(where, comment.author, comment.date, text)
        if anchor:
            entry.above = anchor.paragraph.above
            entry.quote = _cut(anchor.text)
        yield anchor and anchor.paragraph, entry


def _answer(comment: WordComment) -> str:
    return f"{comment.author or NOBODY}: {comment.text}" if comment.text else ""


def _from_changes(draft: Draft, language: str) -> Iterator[Found]:
    number = 0
    for paragraph in draft.paragraphs:
        for author, date in paragraph.changes().items():
            before, after = paragraph.before(), paragraph.after(author)
            if before == after:
                continue
            number += 1
            where = _("Change %(number)s") % {"number": number}
            entry = _entry(where, author, date, _described(before, after, language))
            entry.above = paragraph.above
            entry.quote = _cut(before)
            _put(entry, "proposed", after)
            yield paragraph, entry


def _described(before: str, after: str, language: str) -> str:
    """Say what the change asks for: a comment has a text of its own."""
    with translation.override(language):
        if not before:
            return _("Add a new paragraph.")
        if not after:
            return _("Leave out this passage.")
        return _("Change the wording of this passage.")


def _entry(where: str, author: str, date: str, text: str) -> Entry:
    name = without_unseen(author)[:LONGEST_NAME]
    facts: dict[str, Any] = {"name": name} if name else {}
    entry = Entry(where=where, text="", mark=name or NOBODY, facts=facts)
    if written := _moment(date):
        entry.facts["written"] = written
    _put(entry, "text", text)
    return entry


def _put(entry: Entry, name: str, text: str) -> None:
    """Put a text into a field of an entry, or say that it does not fit."""
    text = without_unseen(words(text))
    if sentence := too_long(name, text):
        entry.problems.append(Problem(entry.where, label_of(name), sentence))
    setattr(entry, name, text[: BY_NAME[name].longest])


def _date_letters(found: list[Entry]) -> None:
    """A letter is as old as the last thing its author wrote."""
    newest: dict[str, datetime] = {}
    for entry in found:
        if written := entry.facts.pop("written", None):
            newest[entry.mark] = max(written, newest.get(entry.mark, written))
    for entry in found:
        if entry.mark in newest:
            entry.facts["written"] = newest[entry.mark]


def _moment(date: str) -> datetime | None:
    """Return a time as Word has it: by the clock on the wall, whatever letter for a zone stands behind."""
    try:
        found = datetime.fromisoformat(date).replace(tzinfo=None, microsecond=0)
    except ValueError:
        return None
    return found if found.year in YEARS else None


def _cut(text: str) -> str:
    """Cut a quotation at a word where it is too long."""
    text = without_unseen(words(text))
    if len(text) <= LONGEST_QUOTE:
        return text
    return f"{text[: LONGEST_QUOTE - 1].rsplit(maxsplit=1)[0]}…"

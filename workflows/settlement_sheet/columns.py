"""The columns of the sheet, and the mark by which a row is recognised when it comes back."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any, NamedTuple

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ..models.comments import Comment
from ..models.consultations import Consultation
from ..table.harmless import seen

NUMBER, PART, TEXT, PROPOSED = "number", "part", "text", "proposed"
OUTCOME, REASONING, READY = "outcome", "reasoning", "ready"
ASSIGNED, MARK = "assigned", "mark"

WRITTEN = (OUTCOME, REASONING, READY)
"""The columns in which people write."""

NEEDED = (NUMBER, *WRITTEN, MARK)
"""The columns without which a sheet is not read."""


def headings() -> dict[str, str]:
    """Return what the columns are called, in their order."""
    return {
        NUMBER: _("Number"),
        PART: _("Part"),
        TEXT: pgettext("of the public", "Comment"),
        PROPOSED: _("Proposed wording"),
        OUTCOME: _("Outcome"),
        REASONING: _("Reasoning"),
        READY: _("Ready to be published"),
        ASSIGNED: _("Who settles it"),
        MARK: _("Mark (do not change)"),
    }


def in_any_language(words: Any) -> Iterator[dict[str, str]]:
    """Give the words of a function in each language of the site: who uploads may read another than who downloaded."""
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            yield words()


class Said(NamedTuple):
    """What a settlement says; all empty where there is none."""

    outcome: str = ""
    reasoning: str = ""
    is_ready: bool = False

    @property
    def is_empty(self) -> bool:
        """Nobody has said anything, whatever the tick."""
        return not (self.outcome or self.reasoning)


def said_of(comment: Comment) -> Said:
    """Return what the settlement of a comment says now, its white space as a sheet gives it back."""
    settlement = getattr(comment, "settlement", None)
    if settlement is None:
        return Said()
    return Said(settlement.outcome, plain(settlement.reasoning), settlement.is_ready)


def plain(text: str) -> str:
    """Return a text as it survives a sheet."""
    return seen(text).strip()


def hash_of_said(number: str, said: Said) -> str:
    """Name what a row says; rows that say nothing are alike whatever their tick."""
    words = ("", "", "") if said.is_empty else (said.outcome, said.reasoning, str(said.is_ready))
    return _hash(number, *words)


def mark_of(comment: Comment) -> str:
    """Name the state of a comment and what its settlement says, to notice what was changed since, and where."""
    said = hash_of_said(comment.reference, said_of(comment))
    state = (comment.status, comment.text, comment.proposed, comment.duplicate_of_id or "", said)
    return f"{_hash(comment.reference, *map(str, state))}.{said}"


def settled_by_sheet(consultation: Consultation) -> Any:
    """Return the comments of the sheet: released ones that are answered by themselves."""
    related = ("submission__consultation__snapshot", "settlement", "assigned_to")
    own = Comment.objects.on(consultation).released().standing_alone()
    return own.select_related(*related)


def _hash(*words: str) -> str:
    # The length of each word keeps two neighbours from reading like two others.
    return sha256("".join(f"{len(one)}:{one}" for one in words).encode()).hexdigest()[:24]

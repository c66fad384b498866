"""Taking a person out of words that stay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone

from ..actions.redact_comment import blackened
from ..erasure.phrases import spelled
from ..models.comments import Comment, CommentWording
from ..models.settlements import Settlement, SettlementWording
from ..models.submissions import SubmitterIdentity


def telling_words(identity: SubmitterIdentity) -> list[str]:
    """The address and the whole name of a person; a first name alone may mean anybody."""
    name = " ".join(identity.name.split())
    return [word for word in (identity.email, name if " " in name else "") if word]


def without(words: str, people: Iterable[str]) -> str:
    """Black out every occurrence however its letters and spaces are written, also before the ending of a case."""
    for word in people:
        words = re.sub(spelled(word), lambda found: blackened(found[0]), words, flags=re.IGNORECASE)
    return words


def black_out(comments: Iterable[Comment]) -> int:
    """Black the author out of comments and their settlements; return how many rows read otherwise now."""
    return sum(_black_out(comment) for comment in comments)


def _black_out(comment: Comment) -> int:
    people = telling_words(comment.submission.identity)
    changed = 0
    for row, names in _beside(comment) if people else ():
        values = {name: without(getattr(row, name), people) for name in names}
        if any(values[name] != getattr(row, name) for name in names):
            changed += type(row)._base_manager.filter(pk=row.pk).update(**values)
    if changed:
        # Whatever was made of the old words, a screen or a file, is out of date.
        Comment.objects.filter(pk=comment.pk).update(changed_at=timezone.now())
    return changed


def _beside(comment: Comment) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Yield the rows that speak of a comment, with the columns that hold words."""
    yield comment, ("text", "proposed", "quote", "hidden_reason")
    for wording in CommentWording.objects.filter(comment=comment):
        yield wording, ("reason",)
    for settlement in Settlement.objects.filter(comment=comment):
        yield settlement, ("reasoning",)
        for wording in SettlementWording.objects.filter(settlement=settlement):
            yield wording, ("reasoning",)

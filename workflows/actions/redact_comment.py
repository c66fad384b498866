"""Take a passage out of what the public reads of a comment."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ..models.comments import Comment, CommentWording, WordingCause
from .base import Invalid, Refused
from .desk import DeskAction

MARK = "█"
"""What stands for a character that was taken out."""


READ_IN_PUBLIC = ("text", "proposed", "quote")
"""Where the words of a comment stand that anybody may read once it is released."""


def blackened(words: str) -> str:
    """Put the mark in the place of every character but white space, so that the length shows."""
    return "".join(one if one.isspace() else MARK for one in words)


class RedactComment(DeskAction):
    """Black out passages of a comment, with a reason that is logged. The former wording is kept apart.

    ``passages`` are pieces of the text, of the proposed wording or of the quote, exactly as they stand there; every
    occurrence of each is blacked out. A redaction takes away and never adds, so it cannot put words into an author's
    mouth; and what must not be public must not stay so because the settlements are.
    """

    for_ever = True
    log_action = "kpss_workflows.redaction"

    def __init__(
        self, comment: Comment, *, passages: list[str], reason: str, user: Any, seen: str | None = None
    ) -> None:
        super().__init__(comment, user=user, seen=seen)
        self.passages = [one for one in passages if one.strip()]
        self.reason = reason.strip()

    def check(self) -> None:
        """There is a reason, and every passage stands in the comment."""
        super().check()
        if self.comment.is_withdrawn:
            raise Refused(_("The author has withdrawn this comment."))
        if not self.reason:
            raise Invalid(_("Say why the passage is redacted."))
        if not self.passages:
            raise Invalid(_("Write which passage is redacted."))
        words = [getattr(self.comment, name) for name in READ_IN_PUBLIC]
        for passage in self.passages:
            if not any(passage in one for one in words):
                raise Invalid(
                    _("The comment does not hold this passage: %(passage)s") % {"passage": passage[:200]}
                )

    def change(self) -> Comment:
        """Keep the former wording and black the passages out."""
        comment = self.comment
        CommentWording.objects.create(
            comment=comment,
            text=comment.text,
            proposed=comment.proposed,
            quote=comment.quote,
            cause=WordingCause.REDACTED,
            reason=self.reason,
            changed_by=self.user,
            changed_at=timezone.now(),
        )
        for name in READ_IN_PUBLIC:
            setattr(comment, name, self.blacked(getattr(comment, name)))
        comment.save()
        return comment

    def blacked(self, words: str) -> str:
        """Return words without the passages; spaces and ends of lines stay, so that the length shows."""
        for passage in sorted(self.passages, key=len, reverse=True):
            words = words.replace(passage, blackened(passage))
        return words

    def log_data(self) -> dict[str, Any]:
        """The number and the reason, never the passage."""
        return super().log_data() | {"comment": self.reason}

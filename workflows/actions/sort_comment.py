"""Sort a comment: what it is about, who settles it, which other says the same."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ..models.comments import Comment, CommentKind
from ..permissions import may_moderate
from .base import Invalid, Refused
from .desk import DeskAction


class ClassifyComment(DeskAction):
    """Say whether a comment is formal or substantive; "" says neither."""

    log_action = "kpss_workflows.classification"

    def __init__(self, comment: Comment, *, kind: str, user: Any, seen: str | None = None) -> None:
        super().__init__(comment, user=user, seen=seen)
        self.kind = kind

    def check(self) -> None:
        """One of the two, or none."""
        super().check()
        if self.kind not in ("", *CommentKind.values):
            raise Invalid(_("Choose a kind."))

    def change(self) -> Comment:
        """Keep it."""
        self.comment.kind = self.kind
        self.comment.save()
        return self.comment

    def log_data(self) -> dict[str, Any]:
        """The number and the kind."""
        return super().log_data() | {"kind": self.kind}


class AssignComment(DeskAction):
    """Give a comment to a person who settles it, or to nobody."""

    log_action = "kpss_workflows.assignment"

    def __init__(self, comment: Comment, *, to: Any, user: Any, seen: str | None = None) -> None:
        super().__init__(comment, user=user, seen=seen)
        self.to = to

    def check(self) -> None:
        """The person works at this desk."""
        super().check()
        if self.to is not None and not may_moderate(self.to, self.page):
            raise Invalid(_("This person does not settle comments here."))

    def change(self) -> Comment:
        """Keep it."""
        self.comment.assigned_to = self.to
        self.comment.save()
        return self.comment

    def log_data(self) -> dict[str, Any]:
        """The number and the account."""
        return super().log_data() | {"to": self.to.pk if self.to else None}


class JoinComment(DeskAction):
    """Let a comment be answered with another one of the same consultation that says the same; ``None`` parts them.

    Each keeps its number and its author; the answer of the one is read at both. What was joined to this one before
    follows it.
    """

    log_action = "kpss_workflows.joining"

    def __init__(self, comment: Comment, *, to: Comment | None, user: Any, seen: str | None = None) -> None:
        super().__init__(comment, user=user, seen=seen)
        self.to_pk = to.pk if to else None

    def hold(self) -> None:
        """Read the other comment under the same lock."""
        super().hold()
        self.to = Comment.objects.select_related("submission").get(pk=self.to_pk) if self.to_pk else None

    def check(self) -> None:
        """Both are of one consultation, the other stands for itself, and no answer is lost."""
        super().check()
        if self.to is None:
            return
        if self.to.submission.consultation_id != self.comment.submission.consultation_id:
            raise Invalid(_("The other comment is not on this consultation."))
        if self.to.pk == self.comment.pk or self.to.duplicate_of_id:
            raise Invalid(_("Choose a comment that stands for itself."))
        if not self.to.is_released:
            raise Refused(_("Release the other comment first; its answer will be read at both."))
        if getattr(self.comment, "settlement", None):
            raise Refused(_("This comment has an answer of its own."))

    def change(self) -> Comment:
        """Join it, and with it whatever was joined to it."""
        self.comment.duplicate_of = self.to
        self.comment.save()
        if self.to:
            Comment.objects.filter(duplicate_of=self.comment).update(duplicate_of=self.to)
        return self.comment

    def log_data(self) -> dict[str, Any]:
        """Both numbers."""
        return super().log_data() | {"joined_to": self.to.reference if self.to else ""}

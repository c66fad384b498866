"""Release or hide a comment. Nobody reads it in public before an official has."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ..intake.mail import mail_hidden
from ..models.comments import Comment, CommentStatus
from .base import Invalid, Refused
from .desk import DeskAction


class ModerateComment(DeskAction):
    """Set the public status of a comment. Hiding needs a reason; hidden comments lose no settlement.

    What was joined to a hidden comment is settled by itself: the public does not read the answer of a hidden one.
    """

    log_action = "kpss_workflows.moderation"

    def __init__(
        self, comment: Comment, *, status: str, user: Any, reason: str = "", seen: str | None = None
    ) -> None:
        super().__init__(comment, user=user, seen=seen)
        self.status = status
        self.reason = reason.strip()

    def check(self) -> None:
        """Only the desk, only a known status, and nothing after publication."""
        super().check()
        if self.status not in (CommentStatus.RELEASED, CommentStatus.HIDDEN):
            raise Invalid(_("Release the comment, or hide it."))
        if self.status == CommentStatus.HIDDEN and not self.reason:
            raise Invalid(_("Say why the comment is hidden."))
        if self.comment.is_withdrawn:
            raise Refused(_("The author has withdrawn this comment."))

    def change(self) -> Comment:
        """Keep the status, the reason and who decided; an author whose comment is hidden now is told why."""
        was_hidden = self.comment.status == CommentStatus.HIDDEN
        self.comment.status = self.status
        self.comment.hidden_reason = self.reason if self.status == CommentStatus.HIDDEN else ""
        self.comment.moderated_by = self.user
        self.comment.moderated_at = timezone.now()
        self.comment.save()
        self.parted = self.comment.part_duplicates() if self.status == CommentStatus.HIDDEN else []
        if self.status == CommentStatus.HIDDEN and not was_hidden:
            mail_hidden(self.comment)
        return self.comment

    def log_data(self) -> dict[str, Any]:
        """The number, the status and what stands for itself since."""
        return super().log_data() | {"status": self.status} | ({"parted": self.parted} if self.parted else {})

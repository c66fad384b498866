"""What the actions of the desk share: one comment, its lock and who may touch it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ..models.comments import Comment
from ..models.consultations import Consultation
from ..permissions import may_moderate
from .base import Action, NotAllowed, Refused, Stale


class DeskAction(Action):
    """An action on one comment. ``seen`` is the comment's :func:`version_of` that was on the screen.

    Once the settlements are public the register does not change, save by an action that is ``for_ever`` possible.
    """

    for_ever = False

    def __init__(self, comment: Comment, *, user: Any, seen: str | None = None) -> None:
        self.pk = comment.pk
        self.user = user
        self.seen = seen

    def hold(self) -> None:
        """Lock the consultation, against a publication at the same moment, and read the comment again."""
        Consultation.objects.select_for_update().values_list("pk").get(submissions__comments=self.pk)
        related = ("submission__consultation__snapshot__page", "settlement")
        self.comment = Comment.objects.select_related(*related).get(pk=self.pk)
        self.page = self.comment.submission.consultation.snapshot.page.specific

    def check(self) -> None:
        """The person works at this desk, and nobody was quicker."""
        if not may_moderate(self.user, self.page):
            raise NotAllowed(_("You have no role that may do this here."))
        if not self.for_ever and self.comment.submission.consultation.settlements_are_public:
            raise Refused(_("The settlements are public; the register does not change any more."))
        if self.seen is not None and self.seen != version_of(self.comment):
            raise Stale(_("Meanwhile somebody else changed this comment. What you wrote is kept below."))

    def log_data(self) -> dict[str, Any]:
        """The number of the comment."""
        return {"comment_number": self.comment.reference}


def version_of(comment: Comment) -> str:
    """Name the state of a comment and its settlement, to notice that somebody was quicker."""
    settlement = getattr(comment, "settlement", None)
    settled = settlement.settled_at.isoformat() if settlement else "-"
    return f"{comment.status}|{comment.changed_at.isoformat()}|{settled}"

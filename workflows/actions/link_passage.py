"""Say where the text was changed because of a comment."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ..models.comments import Comment
from ..passages import place_called
from ..wordings import DRAFT, documents_of
from .base import Invalid, Refused
from .desk import DeskAction


class LinkPassage(DeskAction):
    """Tie a settlement to the passage it changed. ``key`` is the UUID of a part, or ``page-`` and a page's number.

    Without a key it is the passage the comment stands at. Whoever reads the settlement may then see the passage before
    and after side by side.
    """

    log_action = "kpss_workflows.passage"

    def __init__(self, comment: Comment, *, key: str, user: Any, seen: str | None = None) -> None:
        super().__init__(comment, user=user, seen=seen)
        self.key = key

    def check(self) -> None:
        """There is a settlement to change, and such a passage in the draft or in what was commented on."""
        super().check()
        consultation = self.comment.submission.consultation
        self.settlement = getattr(self.comment, "settlement", None)
        if self.settlement is None:
            raise Refused(_("Settle the comment first."))
        self.place: tuple[int | None, str] = (None, "")
        if self.key:
            wordings = (documents_of(self.page, DRAFT), consultation.snapshot.documents)
            found = place_called(self.key, *wordings)
            if found is None:
                raise Invalid(_("There is no such passage any more. Choose another one."))
            self.place = found

    def change(self) -> Comment:
        """Keep it, and mark the comment as changed."""
        self.settlement.passage_page, self.settlement.passage_part = self.place
        self.settlement.save(update_fields=["passage_page", "passage_part"])
        self.comment.save()
        return self.comment

    def log_data(self) -> dict[str, Any]:
        """The number and the place."""
        return super().log_data() | {"passage": self.key}

"""What the author of a submission may still do with it, by the private link."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ..models.comments import Comment, CommentStatus, CommentWording, WordingCause
from ..models.consultations import Consultation
from ..models.settlements import Settlement
from ..models.submissions import Submission
from .base import Action, Invalid, Refused
from .submit_comments import LONGEST_TEXT


class AuthorAction(Action):
    """An action of whoever holds the private link. It changes what was sent as long as one may still write."""

    log_action = "kpss_workflows.author"
    deed = ""

    def __init__(self, submission: Submission, *, now: datetime | None = None) -> None:
        self.pk = submission.pk
        self.consultation_id = submission.consultation_id
        self.user = None
        self.given_now = now

    def hold(self) -> None:
        """Lock the consultation, as everybody does who writes into its register."""
        self.consultation = Consultation.objects.select_for_update().get(pk=self.consultation_id)
        self.submission = Submission.objects.select_related("identity").get(pk=self.pk)
        self.now = self.given_now or timezone.now()

    def check(self) -> None:
        """Writing has not ended."""
        if not self.consultation.is_open(self.now):
            raise Refused(_("The time for comments is over, so what you sent does not change any more."))

    def logged_page(self) -> Any:
        """The history of the plan."""
        return self.consultation.snapshot.page.specific

    def log_data(self) -> dict[str, Any]:
        """What was done with which submission; neither text nor person."""
        return {"submission": self.submission.reference, "deed": self.deed}


class CommentOfAuthor(AuthorAction):
    """An action on one comment of the submission, by its number."""

    def __init__(self, submission: Submission, number: int, **kwargs: Any) -> None:
        super().__init__(submission, **kwargs)
        self.number = number

    def hold(self) -> None:
        """Read the comment again."""
        super().hold()
        self.comment = Comment.objects.select_related("submission__consultation__snapshot").get(
            submission=self.submission, number=self.number
        )

    def check(self) -> None:
        """What was withdrawn is gone."""
        super().check()
        if self.comment.is_withdrawn:
            raise Refused(_("You have withdrawn this comment."))

    def log_data(self) -> dict[str, Any]:
        """The number of the comment, too."""
        return super().log_data() | {"comment_number": self.comment.reference}


class CorrectComment(CommentOfAuthor):
    """Word a comment otherwise. The former wording is kept apart, and an official reads the new one again."""

    deed = "corrected"

    def __init__(
        self, submission: Submission, number: int, *, text: str, proposed: str = "", **kwargs: Any
    ) -> None:
        super().__init__(submission, number, **kwargs)
        self.text, self.proposed = text.strip(), proposed.strip()

    def check(self) -> None:
        """There are words, and not too many."""
        super().check()
        if not self.text:
            raise Invalid(_("Write your comment."))
        if max(len(self.text), len(self.proposed)) > LONGEST_TEXT:
            raise Invalid(_("The submission is too long; send it in parts."))

    @property
    def is_repeated(self) -> bool:
        """It reads so already."""
        return (self.comment.text, self.comment.proposed) == (self.text, self.proposed)

    def change(self) -> Comment:
        """Keep the former wording and take the new one, which nobody has read yet."""
        if self.is_repeated:
            return self.comment
        CommentWording.objects.create(
            comment=self.comment,
            text=self.comment.text,
            proposed=self.comment.proposed,
            quote=self.comment.quote,
            cause=WordingCause.CORRECTED,
            changed_at=self.now,
        )
        self.comment.text, self.comment.proposed = self.text, self.proposed
        self.comment.status, self.comment.hidden_reason = CommentStatus.RECEIVED, ""
        self.comment.moderated_by = self.comment.moderated_at = None
        # Whoever joined it to another comment had read other words.
        self.comment.duplicate_of = None
        self.comment.save()
        self._unsettle()
        return self.comment

    def _unsettle(self) -> None:
        """Leave the answer as a draft: whoever wrote or accepted it had read another comment."""
        Settlement.objects.filter(comment=self.comment).update(is_ready=False, acceptance=None)

    def log(self) -> None:
        """Write an entry unless nothing changed."""
        if self.comment.former_wordings.filter(changed_at=self.now).exists():
            super().log()


class WithdrawComment(CommentOfAuthor):
    """Take a comment back: nobody reads or settles it, its number stays. What was joined to it stands for itself."""

    deed = "withdrawn"

    def change(self) -> Comment:
        """Mark it."""
        self.comment.status, self.comment.hidden_reason = CommentStatus.WITHDRAWN, ""
        self.comment.save()
        self.parted = self.comment.part_duplicates()
        return self.comment

    def log_data(self) -> dict[str, Any]:
        """What stands for itself since, too."""
        return super().log_data() | ({"parted": self.parted} if self.parted else {})


class ConfirmEmail(AuthorAction):
    """Whoever reads the mail of the address says that it is theirs and that answers may go there."""

    deed = "confirmed"

    def check(self) -> None:
        """Also after the closing; there must be an address."""
        if not self.submission.identity.email:
            raise Refused(_("You gave us no e-mail address."))

    def change(self) -> Submission:
        """Note the first confirmation."""
        identity = self.submission.identity
        self.is_repeated = identity.email_confirmed_at is not None
        if not self.is_repeated:
            identity.email_confirmed_at = self.now
            identity.save(update_fields=["email_confirmed_at"])
        return self.submission

    def log(self) -> None:
        """Write an entry the first time."""
        if not self.is_repeated:
            super().log()

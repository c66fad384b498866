"""Take a submission: one letter with one or more comments gets one number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from .. import signals
from ..document import heading_of
from ..file_hashes import digest_of
from ..intake.files import LONGEST_NAME, MOST_FILES, NotTaken, checked
from ..intake.late import somebody_settles
from ..intake.mail import mail_receipt
from ..models.comments import Comment
from ..models.consultations import Consultation
from ..models.submission_files import FileKind, SubmissionFile
from ..models.submissions import Channel, Submission, SubmitterIdentity
from ..standing import open_run
from .base import Action, Invalid, Refused

LONGEST_TEXT = 20_000
LONGEST_QUOTE = 2_000
MOST_COMMENTS = 50


class ConsultationClosed(Refused):
    """Writing has stopped, or has not begun. The text belongs back on the screen."""


@dataclass(frozen=True)
class Remark:
    """One comment as it was typed.

    ``part_id`` is the UUID of the part, empty for the whole plan; ``quote`` a sentence of the draft; ``proposed`` the
    wording the author wishes for.
    """

    text: str
    part_id: str = ""
    quote: str = ""
    proposed: str = ""


class SubmitComments(Action):
    """Store a submission while the consultation takes comments. The second is judged here, under the lock.

    ``identity`` are fields of :class:`SubmitterIdentity`; everything in it is voluntary. ``files`` are uploaded files,
    taken where the consultation allows them.
    """

    log_action = "kpss_workflows.submission"
    file_kind = FileKind.ATTACHMENT
    most_comments = MOST_COMMENTS

    def __init__(
        self,
        consultation: Consultation,
        remarks: list[Remark],
        *,
        identity: dict[str, Any] | None = None,
        files: Sequence[Any] = (),
        channel: str = Channel.WEB,
        user: Any = None,
        now: datetime | None = None,
    ) -> None:
        self.pk = consultation.pk
        self.page = consultation.snapshot.page.specific
        self.remarks = remarks
        self.identity = identity or {}
        self.files = files
        self.channel = channel
        self.user = user
        self.given_now = now

    def hold(self) -> None:
        """Lock the consultation: numbers are given one after another and the clock is read inside.

        Whoever comes late holds the run, too, because from a certain state on nothing is taken any more.
        """
        if Consultation.objects.get(pk=self.pk).is_over(self.given_now):
            open_run(self.page, lock=True)
        self.stand_on(Consultation.objects.select_for_update().get(pk=self.pk))

    def stand_on(self, consultation: Consultation) -> None:
        """Take a consultation as it was read, by this action or by one that carries this one out."""
        self.consultation = consultation
        self.now = self.given_now or timezone.now()
        self.snapshot = consultation.snapshot

    def check(self) -> None:
        """The consultation takes comments and every comment has a text and a place."""
        self.check_time()
        self.check_content()

    def check_content(self) -> None:
        """Every comment has a text and a place, and the files are such as we take."""
        if not self.remarks or any(not remark.text.strip() for remark in self.remarks):
            raise Invalid(_("Write your comment."))
        if len(self.remarks) > self.most_comments or any(map(self._is_too_long, self.remarks)):
            raise Invalid(_("The submission is too long; send it in parts."))
        self.places = [self._place(remark.part_id) for remark in self.remarks]
        self.check_files()

    def check_time(self) -> None:
        """Writing has begun, and has not ended; or it has, and what comes late is still taken."""
        if self.consultation.is_open(self.now):
            return
        if not self.consultation.takes_late_comments(self.now):
            raise ConsultationClosed(_("The consultation is not open, so the comment was not sent."))
        self.check_somebody_settles()

    def check_somebody_settles(self) -> None:
        """No body decides on the settled text, or has decided."""
        if not somebody_settles(self.page):
            raise ConsultationClosed(
                _("The comments are settled already, so a late comment can no longer be taken.")
            )

    def check_files(self) -> None:
        """Files are allowed, few and of the kinds we take."""
        if self.files and not self.consultation.takes_files:
            raise Invalid(_("This consultation takes no files."))
        self.check_kinds()

    def check_kinds(self) -> None:
        """The files are few and of the kinds we take."""
        if len(self.files) > MOST_FILES:
            raise Invalid(_("At most %(count)s files can be sent.") % {"count": MOST_FILES})
        try:
            self.kinds = [checked(file) for file in self.files]
        except NotTaken as refused:
            raise Invalid(str(refused)) from refused

    def _place(self, part_id: str) -> dict[str, Any]:
        """Find the part in the frozen version and keep what it was called."""
        if not part_id:
            return {"page_id": None, "part_label": ""}
        found = self.snapshot.find(part_id)
        if found is None:
            raise Invalid(_("The part you comment on is not in this version."))
        item, part = found
        return {"page_id": item.page_id, "part_label": heading_of(part)[:500]}

    def change(self) -> Submission:
        """Give the next number and store everything at once."""
        self.consultation.last_submission_number += 1
        self.consultation.save(update_fields=["last_submission_number"])
        self.submission = self.numbered(self.consultation.last_submission_number)
        self.submission.save()
        self.identified().save()
        Comment.objects.bulk_create(self.comments())
        self._store_files()
        self.send_receipt(self.submission)
        return self.submission

    def numbered(self, number: int) -> Submission:
        """The row of the letter under its number, not yet stored."""
        return Submission(consultation=self.consultation, number=number, channel=self.channel, **self.facts())

    def identified(self) -> SubmitterIdentity:
        """The row of whoever wrote the letter, not yet stored."""
        return SubmitterIdentity(submission=self.submission, **self.identity)

    def comments(self) -> list[Comment]:
        """The rows of the comments, not yet stored."""
        return [
            Comment(
                submission=self.submission,
                number=number,
                part_id=remark.part_id,
                quote=remark.quote.strip(),
                text=remark.text.strip(),
                proposed=remark.proposed.strip(),
                **place,
            )
            for number, (remark, place) in enumerate(zip(self.remarks, self.places, strict=True), 1)
        ]

    def facts(self) -> dict[str, Any]:
        """What is stored of the letter besides number and channel."""
        return {"received_at": self.now, "is_late": not self.consultation.is_open(self.now)}

    def send_receipt(self, submission: Submission) -> None:
        """Send number and private link to the address that was given."""
        mail_receipt(submission)

    def _store_files(self) -> None:
        """Store the files under names nobody guesses. One whose row is undone is swept away by the clock."""
        for file, kind in zip(self.files, self.kinds, strict=True):
            SubmissionFile.objects.create(
                submission=self.submission,
                kind=self.file_kind,
                file=file,
                name=PurePath(file.name).name[-LONGEST_NAME:],
                content_type=kind.content_type,
                size=file.size,
                sha256=digest_of(file),
            )

    @staticmethod
    def _is_too_long(remark: Remark) -> bool:
        return max(len(remark.text), len(remark.proposed)) > LONGEST_TEXT or len(remark.quote) > LONGEST_QUOTE

    def logged_page(self) -> Any:
        """The history of the plan."""
        return self.page

    def log_data(self) -> dict[str, Any]:
        """The number only; neither text nor person."""
        return {
            "submission": self.submission.reference,
            "count": len(self.remarks),
            "late": self.submission.is_late,
        }

    def tell(self, result: Any) -> None:
        """Tell of the submission."""
        signals.submission_received.send(sender=Submission, submission=self.submission)

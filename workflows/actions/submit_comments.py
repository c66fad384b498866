"""Take a submission: one letter with one or more comments gets one number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from .. import signals
from ..document import heading_of
from ..models.comments import Comment
from ..models.consultations import Consultation
from ..models.submissions import Channel, Submission, SubmitterIdentity
from .base import Action, Invalid, Refused

LONGEST_TEXT = 20_000
MOST_COMMENTS = 50


class ConsultationClosed(Refused):
    """Writing has stopped, or has not begun. The text belongs back on the screen."""


@dataclass(frozen=True)
class Remark:
    """One comment as it was typed: the text and the UUID of the part, empty for the whole plan."""

    text: str
    part_id: str = ""


class SubmitComments(Action):
    """Store a submission while the consultation is open. The second is judged here, under the lock.

    ``identity`` are fields of :class:`SubmitterIdentity`; everything in it is voluntary.
    """

    log_action = "kpss_workflows.submission"

    def __init__(
        self,
        consultation: Consultation,
        remarks: list[Remark],
        *,
        identity: dict[str, str] | None = None,
        channel: str = Channel.WEB,
        user: Any = None,
        now: datetime | None = None,
    ) -> None:
        self.pk = consultation.pk
        self.remarks = remarks
        self.identity = identity or {}
        self.channel = channel
        self.user = user
        self.given_now = now

    def hold(self) -> None:
        """Lock the consultation: numbers are given one after another and the clock is read inside."""
        self.consultation = Consultation.objects.select_for_update().get(pk=self.pk)
        self.now = self.given_now or timezone.now()
        self.snapshot = self.consultation.snapshot

    def check(self) -> None:
        """The consultation is open and every comment has a text and a place."""
        if not self.consultation.is_open(self.now):
            raise ConsultationClosed(_("The consultation is not open, so the comment was not sent."))
        if not self.remarks or any(not remark.text.strip() for remark in self.remarks):
            raise Invalid(_("Write your comment."))
        if len(self.remarks) > MOST_COMMENTS or any(
            len(remark.text) > LONGEST_TEXT for remark in self.remarks
        ):
            raise Invalid(_("The submission is too long; send it in parts."))
        self.places = [self._place(remark.part_id) for remark in self.remarks]

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
        self.submission = Submission.objects.create(
            consultation=self.consultation,
            number=self.consultation.last_submission_number,
            received_at=self.now,
            channel=self.channel,
        )
        SubmitterIdentity.objects.create(submission=self.submission, **self.identity)
        Comment.objects.bulk_create(
            Comment(
                submission=self.submission,
                number=number,
                part_id=remark.part_id,
                original=remark.text.strip(),
                text=remark.text.strip(),
                **place,
            )
            for number, (remark, place) in enumerate(zip(self.remarks, self.places, strict=True), 1)
        )
        return self.submission

    def logged_page(self) -> Any:
        """The history of the plan."""
        return self.snapshot.page.specific

    def log_data(self) -> dict[str, Any]:
        """The number only; neither text nor person."""
        return {"submission": self.submission.reference, "count": len(self.remarks)}

    def tell(self, result: Any) -> None:
        """Tell of the submission."""
        signals.submission_received.send(sender=Submission, submission=self.submission)

"""Enter a letter that came on paper, by e-mail, by a data box, by telephone or by word of mouth."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from ..models.consultations import Consultation, WhatCounts
from ..models.submission_files import FileKind
from ..models.submissions import Channel, Submission
from ..permissions import may_moderate
from ..standing import open_run
from ..town_time import in_town
from .base import Invalid, NotAllowed, Refused
from .submit_comments import SubmitComments


class EnterSubmission(SubmitComments):
    """Put a letter into the register by hand, with the day it came and by which way.

    ``received_at`` is when it reached the town hall, ``sent_on`` the day of sending or of the postmark. Which of them
    counts is the consultation's rule; a letter that came too late is entered and marked late. ``files`` are scans.
    """

    file_kind = FileKind.SCAN

    def __init__(
        self,
        consultation: Consultation,
        remarks: Any,
        *,
        channel: str,
        received_at: datetime,
        user: Any,
        sent_on: date | None = None,
        reference_number: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(consultation, remarks, channel=channel, user=user, **kwargs)
        self.received_at = received_at
        self.sent_on = sent_on
        self.reference_number = reference_number.strip()

    def hold(self) -> None:
        """Hold the run, too: from a certain state on nothing is entered any more."""
        open_run(self.page, lock=True)
        super().hold()

    def check(self) -> None:
        """Somebody may enter letters now, and this one is such as may be entered."""
        self.check_door()
        self.check_letter()

    def check_door(self) -> None:
        """Whoever moderates enters, as long as somebody still settles."""
        if not may_moderate(self.user, self.page):
            raise NotAllowed(_("You have no role that may do this here."))
        if self.consultation.is_withdrawn:
            raise Refused(_("The draft was withdrawn from consultation."))
        if self.consultation.settlements_are_public:
            raise Refused(_("The settlements are public; the register does not change any more."))
        self.check_somebody_settles()

    def check_letter(self) -> None:
        """It came by a way that is not the web form, at a possible time, and says something."""
        if self.channel not in Channel.values or self.channel == Channel.WEB:
            raise Invalid(_("Say by which way the letter came."), field="channel")
        self.check_days()
        self.check_content()

    def check_days(self) -> None:
        """The letter came after the opening and not in the future."""
        if self.received_at > self.now:
            raise Invalid(_("The letter cannot have come in the future."), field="received")
        if self.sent_on and self.sent_on > in_town(self.now).date():
            raise Invalid(_("The letter cannot have come in the future."), field="sent")
        if self.received_at < self.consultation.opens_at:
            raise Invalid(_("The letter cannot have come before the consultation opened."), field="received")
        if self.sent_on and self.sent_on > in_town(self.received_at).date():
            raise Invalid(_("The letter cannot have been sent after it came."), field="sent")
        if self.is_late and not self.consultation.takes_late:
            raise Refused(_("The letter came late, and this consultation takes no late comments."))

    def check_files(self) -> None:
        """A scan is wanted whether or not the public may send files."""
        self.check_kinds()

    @property
    def is_late(self) -> bool:
        """By the moment that counts in this consultation; a day counts as a whole."""
        if self.consultation.counts == WhatCounts.SENT and self.sent_on:
            return self.sent_on > in_town(self.consultation.closes_at).date()
        return self.received_at >= self.consultation.closes_at

    def facts(self) -> dict[str, Any]:
        """What is stored of the letter."""
        return {
            "received_at": self.received_at,
            "sent_on": self.sent_on,
            "reference_number": self.reference_number,
            "is_late": self.is_late,
            "entered_by": self.user,
            "entered_at": self.now,
        }

    def send_receipt(self, submission: Submission) -> None:
        """Whoever wrote on paper asked for no mail; the number is told by whoever enters."""

"""Try a mail again that was given up, or that would wait for its next try."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ..models.outbox import OutgoingMail
from .base import Action, NotAllowed, Refused


class RetryMail(Action):
    """Send it with the next round, and give it as many tries as a new one. For administrators."""

    log_action = "kpss_workflows.mail_retried"

    def __init__(self, mail: OutgoingMail, *, user: Any) -> None:
        self.mail = mail
        self.user = user

    def hold(self) -> None:
        """Lock the mail."""
        held = OutgoingMail.objects.select_for_update().filter(pk=self.mail.pk).first()
        if held is None:
            raise Refused(_("This mail was taken back meanwhile."))
        self.mail = held

    def check(self) -> None:
        """It was not sent, and its wording is still known."""
        if not self.user.is_superuser:
            raise NotAllowed(_("Only an administrator may do this."))
        if self.mail.sent_at:
            raise Refused(_("This mail was sent meanwhile."))
        if not self.mail.to:
            raise Refused(_("Address and text of this mail were erased, so it cannot be sent any more."))

    def change(self) -> OutgoingMail:
        """Let it wait as if it had just been written."""
        self.mail.failed_at, self.mail.tries, self.mail.next_try_at = None, 0, timezone.now()
        self.mail.save(update_fields=["failed_at", "tries", "next_try_at"])
        return self.mail

    def logged_page(self) -> OutgoingMail:
        """The mail's own history; it belongs to no page."""
        return self.mail

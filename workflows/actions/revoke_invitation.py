"""Take a personal link back."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from .. import signals
from ..mail.outbox import recall
from ..models.reading_invitations import ReadingInvitation
from ..reading.rights import may_manage
from .base import NotAllowed
from .reading import InvitationAction


class RevokeInvitation(InvitationAction):
    """From the commit on the link opens nothing, and an answer given by it counts no more.

    A mail that has not left yet does not leave. Revoking twice changes nothing.
    """

    log_action = "kpss_workflows.invitation_revoked"

    def hold(self) -> None:
        """See whether it was taken back before."""
        super().hold()
        self.was_revoked = self.invitation.revoked_at is not None

    def check(self) -> None:
        """Whoever might have sent it may take it back, also after the page has moved on."""
        if not may_manage(self.user, self.invitation.version, self.page, self.standing):
            raise NotAllowed(_("You have no role that may do this here."))

    def change(self) -> ReadingInvitation:
        """Revoke it."""
        if not self.was_revoked:
            self.invitation.revoked_at, self.invitation.revoked_by = self.now, self.user
            self.invitation.save(update_fields=["revoked_at", "revoked_by"])
            recall(self.invitation.mail_key)
        return self.invitation

    def log(self) -> None:
        """Write one entry, for the first time only."""
        if not self.was_revoked:
            super().log()

    def log_data(self) -> dict[str, Any]:
        """That a link was taken back; not whose."""
        return {"invitation": self.invitation.pk}

    def tell(self, result: ReadingInvitation) -> None:
        """Tell of the revocation."""
        if not self.was_revoked:
            signals.invitation_revoked.send(
                sender=ReadingInvitation, invitation=self.invitation, user=self.user
            )

"""Send a reader a new link in place of the old one."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from .. import signals
from ..models.reading_invitations import ReadingInvitation
from ..reading.mail import LinkMail
from ..reading.rights import may_invite
from ..reading.versions import end_of, is_answerable, usual_last_day
from .base import NotAllowed, Refused
from .reading import InvitationAction


class RenewInvitation(InvitationAction):
    """The old link opens nothing from now on; the new one opens the same version.

    It lasts as long as the old one would have, or, after that or a revocation, as long as is usual.
    """

    log_action = "kpss_workflows.invitation_renewed"

    def check(self) -> None:
        """The page still asks, and the person is still known."""
        if not may_invite(self.user, self.page, self.standing):
            raise NotAllowed(_("You have no role that may do this here."))
        if not is_answerable(self.invitation.version, self.standing):
            raise Refused(_("The page has left the state in which this version was read."))
        if self.invitation.erased_at:
            raise Refused(_("The address was erased, so no link can be sent. Invite the person again."))
        self.mail = LinkMail(self.page, self.standing, user=self.user)
        if not self.mail.can_be_sent:
            raise Refused(_("The site does not know its own address, so no link can be sent."))

    def change(self) -> ReadingInvitation:
        """Put a new link in place of the old one and mail it."""
        invitation = self.invitation
        if not invitation.is_valid(self.now):
            invitation.expires_at = end_of(usual_last_day(self.standing, self.now))
        invitation.revoked_at = invitation.revoked_by = None
        self.mail.send(invitation)
        return invitation

    def log_data(self) -> dict[str, Any]:
        """That a link was sent again; not to whom."""
        return {"invitation": self.invitation.pk, "until": self.invitation.expires_at.isoformat()}

    def tell(self, result: ReadingInvitation) -> None:
        """Tell of the reading, as of any other invitation."""
        version = self.invitation.version
        signals.readers_invited.send(sender=type(version), version=version, count=1, user=self.user)

"""Ask people to read the draft and to answer, each by a link of their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from .. import signals
from ..models.internal_versions import InternalVersion
from ..models.reading_invitations import ReadingInvitation
from ..reading.mail import LinkMail
from ..reading.readers import MOST_READERS, Reader, each_once, is_sound
from ..reading.rights import asks_for_opinions, may_invite
from ..reading.versions import MOST_DAYS, version_to_read
from .base import Invalid, NotAllowed, Refused
from .reading import ReadingAction

LONGEST_MESSAGE = 2000


class InviteToRead(ReadingAction):
    """Keep the draft as an internal version, unless the newest one reads the same, and mail everybody a link.

    ``expires_at`` is the moment the links stop opening the text. Whoever has a valid link to this wording already
    gets no second one; a link that expired or was revoked is renewed.
    """

    log_action = "kpss_workflows.readers_invited"

    def __init__(
        self,
        page: Any,
        readers: Iterable[Reader],
        *,
        user: Any,
        expires_at: datetime,
        message: str = "",
        now: datetime | None = None,
    ) -> None:
        super().__init__(page, user=user, now=now)
        self.readers = each_once(replace(one, email=one.email.lower()) for one in readers)
        self.expires_at = expires_at
        self.message = message.strip()

    def check(self) -> None:
        """The state asks for opinions, the person may invite, and what was filled in makes sense."""
        if not asks_for_opinions(self.standing):
            raise Refused(_("In its present state the page asks nobody for an opinion."))
        if not may_invite(self.user, self.page, self.standing):
            raise NotAllowed(_("You have no role that may do this here."))
        self.check_readers()
        if not self.now < self.expires_at <= self.now + timedelta(days=MOST_DAYS + 1):
            raise Invalid(_("The links must be valid for some time, and for a year at most."))
        if len(self.message) > LONGEST_MESSAGE:
            raise Invalid(_("The message is too long."))
        self.mail = LinkMail(self.page, self.standing, user=self.user, message=self.message)
        if not self.mail.can_be_sent:
            raise Refused(_("The site does not know its own address, so no link can be sent."))

    def check_readers(self) -> None:
        """Somebody, not too many, and everybody with a sound address."""
        if not self.readers:
            raise Invalid(_("Say who is to read the draft."))
        if len(self.readers) > MOST_READERS:
            raise Invalid(_("At most %(count)s people can be invited at once.") % {"count": MOST_READERS})
        if not all(map(is_sound, self.readers)):
            raise Invalid(_("One of the e-mail addresses is none."))

    def change(self) -> InternalVersion:
        """Keep the text and give out the links."""
        self.version = version_to_read(self.page, self.standing, self.user)
        known = {one.email: one for one in self.version.invitations.named()}
        lacking = [one for one in self.readers if not self.has_link(known.get(one.email))]
        if not lacking:
            raise Invalid(_("Everybody named here has a valid link to this wording already."))
        self.invited = [self.invite(one, known.get(one.email)) for one in lacking]
        return self.version

    def has_link(self, invitation: ReadingInvitation | None) -> bool:
        """This person can open the text."""
        return invitation is not None and invitation.is_valid(self.now)

    def invite(self, reader: Reader, known: ReadingInvitation | None) -> ReadingInvitation:
        """Write one person down, or renew the link they had, and mail it."""
        invitation = known or ReadingInvitation(version=self.version, email=reader.email)
        invitation.name = reader.name or invitation.name
        invitation.user_id = reader.user
        invitation.expires_at = self.expires_at
        invitation.invited_at, invitation.invited_by = self.now, self.user
        invitation.revoked_at = invitation.revoked_by = None
        self.mail.send(invitation)
        return invitation

    def log_data(self) -> dict[str, Any]:
        """How many and until when; nobody's name and no link."""
        return {
            "count": len(self.invited),
            "until": self.expires_at.isoformat(),
            "state": self.standing.state.key,
            "fingerprint": self.version.sha256,
        }

    def tell(self, result: InternalVersion) -> None:
        """Tell of the reading."""
        signals.readers_invited.send(
            sender=InternalVersion, version=self.version, count=len(self.invited), user=self.user
        )

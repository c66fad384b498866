"""What the actions of an internal reading share: they wait for the run, so that nobody moves the page meanwhile."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ..models.reading_invitations import ReadingInvitation
from ..standing import open_run, standing_of
from .base import Action, Refused
from .start_run import begin_first_run


class ReadingAction(Action):
    """An action about the internal reading of a bundle. ``page`` is any page of it."""

    def __init__(self, page: Any, *, user: Any, now: datetime | None = None) -> None:
        self.page = page.bundle_root
        self.user = user
        self.given_now = now

    def hold(self) -> None:
        """Lock the run and read page, state and clock again."""
        open_run(self.page, lock=True)
        self.page = type(self.page)._default_manager.select_for_update().get(pk=self.page.pk)
        begin_first_run(self.page, self.user)
        self.standing = standing_of(self.page)
        self.now = self.given_now or timezone.now()
        if self.standing is None:
            raise Refused(_("No workflow is loaded for this type of page."))


class InvitationAction(ReadingAction):
    """About one personal link."""

    def __init__(self, invitation: ReadingInvitation, *, user: Any, now: datetime | None = None) -> None:
        super().__init__(invitation.version.page.specific, user=user, now=now)
        self.pk = invitation.pk

    def hold(self) -> None:
        """Lock the invitation, too."""
        super().hold()
        rows = ReadingInvitation.objects.select_for_update(of=("self",)).select_related("version")
        self.invitation = rows.get(pk=self.pk)

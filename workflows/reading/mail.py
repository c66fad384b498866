"""The mail by which a reader gets the link. The link stands in it and nowhere else."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from ..mail.outbox import post, recall
from ..models.reading_invitations import ReadingInvitation
from ..public.full_address import full_address
from ..standing import Standing
from .readers import name_of
from .versions import last_day_to_answer


class LinkMail:
    """What all mails about one reading share: the page, who asks, until when the state lasts, a few words."""

    template_name = "kpss_workflows/mail/internal_reading.txt"

    def __init__(self, page: Any, standing: Standing, *, user: Any, message: str = "") -> None:
        self.page = page
        self.standing = standing
        self.user = user
        self.message = message

    @cached_property
    def site_address(self) -> str:
        """The address all links begin with."""
        return full_address(self.page, "")

    @property
    def can_be_sent(self) -> bool:
        """The site knows its own address."""
        return bool(self.site_address)

    def send(self, invitation: ReadingInvitation) -> None:
        """Give the invitation a new link, save it, and put the mail into the outbox.

        A mail with the old link that still waits there is taken back.
        """
        if invitation.pk:
            recall(invitation.mail_key)
        token = invitation.give_token()
        invitation.save()
        link = self.site_address + reverse("kpss_workflows:internal_reading", args=[token])
        with translation.override(self.page.locale.language_code):
            title = " ".join(invitation.version.title.split())
            subject = _("Draft to read: %(title)s") % {"title": title}
            text = render_to_string(self.template_name, self.context(invitation, link) | {"title": title})
        post(invitation.mail_key, invitation.email, subject, text)

    def context(self, invitation: ReadingInvitation, link: str) -> dict[str, Any]:
        """What the mail says."""
        return {
            "invitation": invitation,
            "link": link,
            "sender": name_of(self.user) if self.user else "",
            "state": self.standing.state.name,
            "message": self.message,
            "last_day": last_day_to_answer(self.standing, invitation.expires_at),
        }

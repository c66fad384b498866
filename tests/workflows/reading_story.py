"""Speaking helpers of internal readings: a council that is asked, links out of mails, answers."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from workflows.actions.give_opinion import GiveOpinionByLink, GiveOpinionSignedIn
from workflows.actions.invite_to_read import InviteToRead
from workflows.bundles import bundle_fingerprint
from workflows.loading.load import load_text
from workflows.models import OutgoingMail, ReadingInvitation
from workflows.reading.readers import Reader

from .browser import form_data, signed_in
from .story import NOTICE_TOML, TownHall, a_notice, make, person

COUNCILLOR = '[[roles]]\nkey = "councillor"\ntitle = "zastupitel"\ntitle_en = "councillor"\n\n'
AT_THE_MAYORS = 'title = "U starosty"\n'
JANA = Reader("Jana Nováková", "jana@example.cz")
PETR = Reader("Petr Malý", "petr@example.cz")


def load_asking_notice(comment: str = '["councillor"]', deadline: int = 0) -> None:
    """Load a workflow whose second state asks councillors for an opinion."""
    asking = f"{AT_THE_MAYORS}comment = {comment}\ndeadline = {deadline}\n"
    text = NOTICE_TOML.read_text("utf-8").replace(AT_THE_MAYORS, asking)
    load_text(text.replace("[[roles]]", f"{COUNCILLOR}[[roles]]", 1), "asking.toml")


class AskingHall(TownHall):
    """A town hall whose notice lies with the mayor, where councillors are asked."""

    def __init__(self) -> None:
        load_asking_notice()
        self.writer, self.mayor, self.secretary = person("writer"), person("mayor"), person("secretary")
        self.councillor = person("councillor")
        self.page = a_notice(by=self.writer)
        make(self.page, "submit", self.writer)

    def invite(self, *readers: Reader, by: Any = None, until: datetime | None = None, **kwargs: Any) -> Any:
        """Send the draft to people."""
        return InviteToRead(
            self.fresh(),
            readers or [JANA],
            user=by or self.secretary,
            expires_at=until or timezone.now() + timedelta(days=30),
            **kwargs,
        ).execute()

    def invitation(self, reader: Reader = JANA) -> ReadingInvitation:
        """The newest invitation of a person."""
        return ReadingInvitation.objects.filter(email=reader.email).latest("pk")

    def link(self, reader: Reader = JANA) -> str:
        """The newest link a person was mailed."""
        mail = OutgoingMail.objects.filter(to=reader.email).latest("pk")
        return re.search(r"https?://[^/\s]+(/kpss/cist/\S+)", mail.text)[1]

    def answer(self, reader: Reader = JANA, kind: str = "agree", text: str = "", **kwargs: Any) -> Any:
        """A person answers by the link."""
        return GiveOpinionByLink(self.invitation(reader), kind=kind, text=text, **kwargs).execute()

    def answer_signed_in(self, user: Any, kind: str = "agree", text: str = "", seen: str = "") -> Any:
        """A person answers after signing in."""
        page = self.fresh()
        seen = seen or bundle_fingerprint(page)
        return GiveOpinionSignedIn(page, user=user, kind=kind, text=text, seen=seen).execute()

    def desk_url(self) -> str:
        """Where people are invited."""
        return reverse("kpss_workflows_admin:internal_readings", args=[self.page.pk])

    def reading_url(self) -> str:
        """Where whoever signed in reads."""
        return reverse("kpss_workflows_admin:read_internally", args=[self.page.pk])


def send(browser: Client, link: str, **said: str) -> Any:
    """Open a link, fill the form in and send it."""
    return browser.post(link, form_data(browser.get(link), "kind") | said)


def press(hall: AskingHall, invitation: ReadingInvitation, deed: str, by: Any = None) -> Any:
    """Press a button beside a link on the desk."""
    browser = signed_in(by or hall.secretary)
    url = reverse("kpss_workflows_admin:reading_invitation", args=[hall.page.pk, invitation.pk])
    data = form_data(browser.get(hall.desk_url()), "deed")
    return browser.post(url, data | {"deed": deed})

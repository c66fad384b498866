"""Sending the mail that waits: at least once, each by itself, and never in somebody's request.

A mail is claimed before it is sent, so that two deliveries at once do not send it twice. Whoever claimed it and died
has lost it after :data:`CLAIM`; it is then sent again under the same Message-ID, by which mail programs show it once.
"""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.encoding import punycode

from ..jobs.registry import Deed, Failed
from ..models.outbox import OutgoingMail

logger = logging.getLogger(__name__)

BACK_OFF = [
    *(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60)),
    *(timedelta(hours=hours) for hours in (2, 4, 8, 12, 12, 12, 12, 12)),
]
"""How long to wait after each failed try; a little over three days together, then a mail is given up."""

CLAIM = timedelta(minutes=15)
"""How long a mail belongs to whoever claimed it; far longer than a server may keep us waiting."""

PATIENCE = 10
"""Seconds to wait for a server where the site names no limit of its own."""


class NotSent(Exception):
    """The host's mail backend swallowed the failure and says that nothing was sent."""


class NeverFinished(Exception):
    """Every try ended with the process that made it."""


class Delivery:
    """One round: every mail whose time has come, until the server turns out to be gone."""

    def __init__(self, now: datetime | None = None) -> None:
        self.now = now or timezone.now()
        self.server: Any = None
        self.server_is_gone = False

    def deeds(self) -> Iterator[Deed]:
        """Give one deed for each mail. A dead server costs one wait in a round, not one for each mail."""
        try:
            while not self.server_is_gone and (mail := claim(self.now)):
                yield Deed(f"mail {mail.pk}", partial(self.send, mail))
        finally:
            self.hang_up()

    def send(self, mail: OutgoingMail) -> str:
        """Send a claimed mail and forget its wording, or put it off.

        Raises ``Failed`` with the kind of error only: what servers say names the person.
        """
        try:
            if mail.tries > len(BACK_OFF) + 1:
                raise NeverFinished
            self.server = self.server or _open_server()
            if self.server.send_messages([message_of(mail)]) == 0:
                raise NotSent
        except Exception as error:
            self.hang_up()
            self.server_is_gone = _is_about_the_server(error)
            put_off(mail, error, self.now)
            raise Failed(type(error).__name__) from None
        _claimed(mail).update(sent_at=timezone.now(), text="", html="", unsubscribe="", last_error="")
        return "sent"

    def hang_up(self) -> None:
        """Close the line; a broken one may fail even at that."""
        if self.server is not None:
            with suppress(Exception):
                self.server.close()
            self.server = None


def claim(now: datetime) -> OutgoingMail | None:
    """Take the mail that is longest overdue, unless somebody else was quicker."""
    while (mail := OutgoingMail.objects.due(now).first()) is not None:
        # The round may have begun long ago; what is claimed now is nobody else's for a while from now.
        tried = {"tries": F("tries") + 1, "next_try_at": max(now, timezone.now()) + CLAIM}
        if _claimed(mail).filter(next_try_at=mail.next_try_at).update(**tried):
            mail.tries += 1
            return mail
    return None


def put_off(mail: OutgoingMail, error: Exception, now: datetime) -> None:
    """Try again later, a little later each time; after the last try a person has to look at it."""
    name = type(error).__name__[:100]
    if mail.tries > len(BACK_OFF):
        logger.error("Mail %s was given up after %s tries: %s", mail.pk, mail.tries, name)
        _claimed(mail).update(failed_at=now, last_error=name)
    else:
        _claimed(mail).update(next_try_at=now + BACK_OFF[mail.tries - 1], last_error=name)


def message_of(mail: OutgoingMail) -> EmailMultiAlternatives:
    """Build the message. Its Message-ID follows from the key, so that one sent twice is seen to be one."""
    sender = getattr(settings, "WAGTAILADMIN_NOTIFICATION_FROM_EMAIL", settings.DEFAULT_FROM_EMAIL)
    domain = punycode(sender.rpartition("@")[2].strip("<> ") or "localhost")
    number = salted_hmac("kpss_workflows.outbox", mail.key, algorithm="sha256").hexdigest()[:32]
    headers = {"Message-ID": f"<{number}@{domain}>", "Auto-Submitted": "auto-generated"}
    if mail.unsubscribe:
        # RFC 8058: the mail program sends the second as the body of one POST, without opening anything.
        headers["List-Unsubscribe"] = f"<{mail.unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message = EmailMultiAlternatives(mail.subject, mail.text, sender, [mail.to], headers=headers)
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def _claimed(mail: OutgoingMail) -> Any:
    """The row, as long as nobody else has tried it since."""
    return OutgoingMail.objects.waiting().filter(pk=mail.pk, tries=mail.tries)


def _open_server() -> Any:
    """Open the line to the host's mail server. Without a limit a silent server would keep us for ever."""
    server = default_server()
    if getattr(server, "timeout", PATIENCE) is None:
        server.timeout = PATIENCE
    server.open()
    return server


def default_server() -> Any:
    """Return the mail backend that the site has chosen, closed."""
    try:
        from django.core.mail import mailers
    except ImportError:  # Django before 6.1
        from django.core.mail import get_connection

        return get_connection()
    return mailers["default"]


def _is_about_the_server(error: Exception) -> bool:
    """Tell whether the next mail would fare no better; a refused address or wording is that mail's own matter."""
    if isinstance(error, (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused)):
        return isinstance(
            error, (smtplib.SMTPConnectError, smtplib.SMTPHeloError, smtplib.SMTPAuthenticationError)
        )
    return isinstance(error, OSError)

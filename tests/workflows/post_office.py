"""A mail server that does as it is told, and one that keeps silent."""

from __future__ import annotations

import smtplib
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import django
from django.core.mail.backends.smtp import EmailBackend


class PostOffice:
    """Takes mail; or is down, refuses an address, says it sent nothing, or dies with the mail in its hands."""

    def __init__(self) -> None:
        self.sent: list[Any] = []
        self.is_down = False
        self.sends_nothing = False
        self.refuses: set[str] = set()
        self.kills_its_client = False
        self.opened = 0

    def __call__(self) -> PostOffice:
        """Stand in for the function that finds the site's server."""
        return self

    def open(self) -> None:
        self.opened += 1
        if self.is_down:
            raise ConnectionRefusedError

    def close(self) -> None:
        if self.is_down:
            raise smtplib.SMTPServerDisconnected

    def send_messages(self, messages: list[Any]) -> int:
        [message] = messages
        [address] = message.recipients()
        message.message()  # complains about headers
        if self.kills_its_client:
            raise KeyboardInterrupt
        if address in self.refuses:
            raise smtplib.SMTPRecipientsRefused({address: (550, b"No such person.")})
        if self.sends_nothing:
            return 0
        self.sent.append(message)
        return 1

    @property
    def addresses(self) -> list[str]:
        """Whom mail went to."""
        return [address for message in self.sent for address in message.recipients()]


@contextmanager
def silent_server() -> Iterator[int]:
    """A server that takes the call and never says a word; gives its port."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        yield server.getsockname()[1]


def smtp(**options: Any) -> EmailBackend:
    """Django's own way to a server, as a site's settings would choose it."""
    by_name = {"alias": "default"} if django.VERSION >= (6, 1) else {}
    return EmailBackend(host="127.0.0.1", use_tls=False, **by_name, **options)

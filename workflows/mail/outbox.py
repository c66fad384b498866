"""Writing mail: it is stored with what it tells of, and sent by somebody else afterwards.

A mail that is stored inside a transaction exists exactly if the transaction does. Nobody waits for the mail server:
``kpss_tick`` sends what waits every few minutes, and a host whose ``TASKS`` name a real queue sends after the commit.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.core.validators import validate_email
from django.db import transaction

from ..jobs.queue import deliver_soon
from ..models.outbox import OutgoingMail


def post(
    key: str, to: str, subject: str, text: str, html: str = "", *, unsubscribe: str = ""
) -> OutgoingMail:
    """Write a mail to one person, in the caller's transaction; the second with the same key is the first.

    Raises ``ValidationError`` for what is no single e-mail address. The key names the occasion, not the person. The
    mail's ``is_new`` tells whether this was the first.
    """
    written = written_mail(key, to, subject, text, html, unsubscribe=unsubscribe)
    names = ("to", "subject", "text", "html", "unsubscribe")
    mail, is_new = OutgoingMail.objects.get_or_create(
        key=key, defaults={name: getattr(written, name) for name in names}
    )
    mail.is_new = is_new
    if is_new:
        transaction.on_commit(deliver_soon, robust=True)
    return mail


def post_all(mails: Iterable[OutgoingMail]) -> None:
    """Store what :func:`written_mail` gave for many people, in the caller's transaction; a known key is passed over."""
    OutgoingMail.objects.bulk_create(mails, ignore_conflicts=True)
    transaction.on_commit(deliver_soon, robust=True)


def written_mail(
    key: str, to: str, subject: str, text: str, html: str = "", *, unsubscribe: str = ""
) -> OutgoingMail:
    """Return a mail that is not stored yet. Raises ``ValidationError`` for what is no single e-mail address."""
    validate_email(to)
    # A line break would begin a header of somebody's choice.
    subject = " ".join(subject.split())[:255]
    return OutgoingMail(key=key, to=to, subject=subject, text=text, html=html, unsubscribe=unsubscribe)


def recall(key: str) -> bool:
    """Take back a mail that has not been sent, as if it had never been written; tell whether there was one."""
    deleted, _by_model = OutgoingMail.objects.filter(key=key, sent_at__isnull=True).delete()
    return bool(deleted)

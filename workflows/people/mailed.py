"""Finding, telling and erasing mail to a person."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from ..models.outbox import OutgoingMail
from .letters import letters_of
from .readers import invitations_of
from .sought import Sought

OF_LETTER = re.compile(r"submission-(\d+)-")
"""How the key of a mail about a submission begins; see :mod:`workflows.intake.mail`."""


def mails_of(sought: Sought) -> QuerySet:
    """Mail to the address, and mail about the person's letters and invitations wherever it went."""
    known = Q(to__iexact=sought.email) if sought.email and sought.is_everywhere else Q(pk__in=[])
    about = [mail.pk for mail in mails_about(letters_of(sought).values_list("pk", flat=True))]
    keys = [invitation.mail_key for invitation in invitations_of(sought)]
    return OutgoingMail.objects.exclude(to="").filter(known | Q(pk__in=about) | Q(key__in=keys))


def mails_about(letters: Iterable[int]) -> list[OutgoingMail]:
    """Mail about these submissions whose address is still known."""
    wanted = set(letters)
    if not wanted:
        return []
    rows = OutgoingMail.objects.filter(key__startswith="submission-").exclude(to="")
    slim = rows.only("key", "sent_at", "failed_at").iterator()
    return [row for row in slim if (found := OF_LETTER.match(row.key)) and int(found[1]) in wanted]


def letter_of(mail: OutgoingMail) -> int:
    """The number of the submission that a mail found by :func:`mails_about` is about."""
    return int(OF_LETTER.match(mail.key)[1])


def tell_mail(row: OutgoingMail) -> dict[str, Any]:
    """To whom, what and when; the text is forgotten as soon as a mail was sent."""
    return {
        "to": row.to,
        "subject": row.subject,
        "text": row.text,
        "created_at": row.created_at,
        "sent_at": row.sent_at,
    }


def erase_mails(rows: list[OutgoingMail], now: datetime) -> int:
    """Forget whom mail went to and what it said; what was not sent yet is not sent any more."""
    known = OutgoingMail.objects.filter(pk__in=[row.pk for row in rows])
    known.waiting().delete()
    known.update(to="", subject="", text="", html="")
    return len(rows)

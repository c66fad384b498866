"""Telling authors how their comments were settled, once each, after the one act of publication.

The publication is done in one moment; the mails follow one by one, by the clock. A clock that is killed in between goes
on where it stopped, and a mail server that is down delays nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from django.db import transaction

from ..jobs.registry import Deed
from ..models.submissions import Submission
from .mail import mail_settlement

AT_ONCE = 2_000
"""How many are told in one run of the clock; the next run goes on."""


def authors_to_tell(now: datetime) -> Iterator[Deed]:
    """Give one deed for each submission whose author wishes for an answer and has not been told yet."""
    waiting = Submission.objects.filter(
        told_at__isnull=True,
        consultation__settlements_published_at__lte=now,
        consultation__withdrawn_at__isnull=True,
        identity__email_confirmed_at__isnull=False,
    ).exclude(identity__email="")
    for pk in list(waiting.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        yield Deed(f"answer to submission {pk}", partial(tell, pk, now))


def tell(pk: int, now: datetime) -> str | None:
    """Write the mail and note it, together or not at all; whoever is second finds it done."""
    with transaction.atomic():
        held = Submission.objects.select_for_update().filter(pk=pk, told_at__isnull=True)
        if not held.update(told_at=now):
            return None
        related = ("consultation__snapshot__page", "identity")
        mail_settlement(Submission.objects.select_related(*related).get(pk=pk))
    return "told"

"""What is forgotten by itself: people whose comments were settled, addresses of old mail, readers, keys of forms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db.models import Q

from ..importing.keeping import forget_uploads
from ..intake.kept_uploads import sweep_kept
from ..intake.limits import forget_tallies
from ..intake.subscriptions import forget_unconfirmed
from ..intake.sweeping import sweep_files
from ..models.form_keys import FormKey
from ..models.outbox import OutgoingMail
from ..people.forgetting import people_to_forget
from ..reading.erasure import erase_expired_invitations
from ..table.sweeping import sweep_tables
from .registry import Deed

KEYS_KEPT = timedelta(days=30)
"""How long a form that was carried out is remembered; nobody presses its button twice after that."""


def mail_kept() -> timedelta:
    """How long we know whom a mail went to, or could not go to: ``KPSS_MAIL_KEPT_DAYS``, thirty days."""
    return timedelta(days=getattr(settings, "KPSS_MAIL_KEPT_DAYS", 30))


def forgetting(now: datetime) -> Iterator[Deed]:
    """Give the deeds of one round."""
    yield from people_to_forget(now)
    yield Deed("addresses of mail", partial(_forget_mail, now))
    yield Deed("names of readers", lambda: _forgotten(erase_expired_invitations(now)))
    yield Deed("files without a letter", lambda: _forgotten(sweep_files(now)))
    yield Deed("files of tables", lambda: _forgotten(sweep_tables(now)))
    yield Deed("files of letters that nobody confirmed", lambda: _forgotten(forget_uploads(now)))
    yield Deed("kept uploads", lambda: _forgotten(sweep_kept(now)))
    yield Deed("tallies of what came in", lambda: _forgotten(forget_tallies(now)))
    yield Deed("subscriptions nobody confirmed", lambda: _forgotten(forget_unconfirmed(now)))
    yield Deed("keys of forms", partial(_forget_keys, now))


def _forget_mail(now: datetime) -> str | None:
    """Keep the key of each mail, so that nothing is told twice, and when it went; forget whom to and what."""
    before = now - mail_kept()
    over = OutgoingMail.objects.filter(Q(sent_at__lt=before) | Q(failed_at__lt=before)).exclude(to="")
    return _forgotten(over.update(to="", subject="", text="", html="", unsubscribe=""))


def _forget_keys(now: datetime) -> str | None:
    return _forgotten(FormKey.objects.filter(used_at__lt=now - KEYS_KEPT).delete()[0])


def _forgotten(count: int) -> str | None:
    return f"{count} forgotten" if count else None

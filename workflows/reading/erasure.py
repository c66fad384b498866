"""Forgetting who was asked: names and addresses go some time after the link has expired."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from ..models.opinions import Opinion
from ..models.reading_invitations import ReadingInvitation

USUAL_DAYS = 90


def readers_kept() -> timedelta:
    """How long after a link expired we know whose it was: ``KPSS_READERS_KEPT_DAYS``, ninety days."""
    return timedelta(days=getattr(settings, "KPSS_READERS_KEPT_DAYS", USUAL_DAYS))


def erase_expired_invitations(now: datetime) -> int:
    """Erase name and address of everybody whose link expired long enough ago; return how many there were.

    The answers stay, as those of a reader without a name, also where the reader had an account. Done twice it comes
    to the same.
    """
    over = ReadingInvitation.objects.named().filter(expires_at__lte=now - readers_kept())
    with transaction.atomic():
        Opinion.objects.filter(invitation__in=over).update(user=None, user_name="")
        return over.update(name="", email="", user=None, erased_at=now)

"""Telling a form that a person filled in from one that a program sent: a field nobody sees, and the time it took."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core import signing

SALT = "kpss_workflows.form"
USUAL_SECONDS = 3
"""Nobody reads the form and writes a comment in less."""


def quickest() -> timedelta:
    """How long a person takes at least: ``KPSS_QUICKEST_SECONDS``, three; 0 asks for no stamp."""
    return timedelta(seconds=getattr(settings, "KPSS_QUICKEST_SECONDS", USUAL_SECONDS))


def stamp() -> str:
    """Name this moment so that nobody else can."""
    return signing.TimestampSigner(salt=SALT).sign("form")


def is_stamp(stamped: str) -> bool:
    """Tell whether we made it, however long ago: a form never expires."""
    try:
        signing.TimestampSigner(salt=SALT).unsign(stamped)
    except signing.BadSignature:
        return False
    return True


def was_filled_in_by_hand(stamped: str) -> bool:
    """Tell whether a form with this stamp was drawn long enough ago."""
    if not quickest():
        return True
    try:
        signing.TimestampSigner(salt=SALT).unsign(stamped, max_age=quickest())
    except signing.SignatureExpired:
        return True
    except signing.BadSignature:
        pass
    return False

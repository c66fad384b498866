"""The links in mails to subscribers: signed, so that nobody makes one up, and each good for one thing only."""

from __future__ import annotations

import uuid
from typing import Any

from django.core import signing
from django.urls import reverse

from ..models.subscriptions import Subscription

CONFIRM = "confirm_subscription"
UNSUBSCRIBE = "unsubscribe"


def path_to(deed: str, subscription: Subscription) -> str:
    """Return where on the site a subscription is confirmed or ended."""
    return reverse(f"kpss_workflows:{deed}", args=[_signer(deed).sign(subscription.key.hex)])


def subscription_of(token: str, deed: str) -> Subscription | None:
    """Return whose link this is; ``None`` for one that was never ours, or whose subscription is gone."""
    try:
        key = uuid.UUID(_signer(deed).unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    return Subscription.objects.select_related("place").filter(key=key).first()


def is_ours(token: str, deed: str) -> bool:
    """Tell whether we made this link, whatever has become of its subscription."""
    try:
        _signer(deed).unsign(token)
    except signing.BadSignature:
        return False
    return True


def _signer(deed: str) -> Any:
    return signing.Signer(salt=f"kpss_workflows.news.{deed}", sep=".")

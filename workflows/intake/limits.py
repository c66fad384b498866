"""How many letters one part of the network may send in a while, counted across all processes.

A flood from fifty addresses is refused at each of them and costs nobody else anything: there is no limit that all
senders share.
"""

from __future__ import annotations

import ipaddress
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from ..models.intake_tallies import IntakeTally

WHILE = timedelta(minutes=10)
USUAL_LIMIT = 20
"""Letters in a while from one part of the network; a town hall or a library has one address for many people."""

PREFIXES = {4: 24, 6: 56}
"""How many bits of an address tell one household or office from another."""


def limit() -> int:
    """How many letters are taken: ``KPSS_LETTERS_AT_ONCE``, twenty in ten minutes; 0 sets no limit."""
    return getattr(settings, "KPSS_LETTERS_AT_ONCE", USUAL_LIMIT)


def may_send(request: HttpRequest, now: datetime | None = None, *, what: str = "") -> bool:
    """Count one more letter and tell whether it is within the limit; each kind of letter has a count of its own.

    Once the limit is reached nothing is written any more, so a flood does not keep the database from others.
    """
    most = limit()
    if not most:
        return True
    moment = now or timezone.now()
    row = {"source": source_of(request, moment, what), "begins_at": beginning(moment)}
    if IntakeTally.objects.filter(**row, count__gte=most).exists():
        return False
    try:
        with transaction.atomic():
            IntakeTally.objects.create(**row, count=1)
    except IntegrityError:
        return bool(IntakeTally.objects.filter(**row, count__lt=most).update(count=F("count") + 1))
    return True


def beginning(moment: datetime) -> datetime:
    """When the while began that a moment lies in."""
    minutes = WHILE.seconds // 60
    return moment.replace(minute=moment.minute - moment.minute % minutes, second=0, microsecond=0)


def source_of(request: HttpRequest, moment: datetime, what: str = "") -> str:
    """Name the part of the network a request came from, so that nobody can tell it from the name tomorrow."""
    value = f"{moment:%Y-%m-%d}|{what}|{network_of(address_of(request))}"
    return salted_hmac("kpss_workflows.intake", value, algorithm="sha256").hexdigest()


def address_of(request: HttpRequest) -> str:
    """Return the address of whoever sent the request.

    ``KPSS_PROXIES`` says how many proxies of one's own stand before the site. Each writes the address it was asked from
    at the end of ``X-Forwarded-For``; what stands before that may have been written by anybody.
    """
    proxies = getattr(settings, "KPSS_PROXIES", 0)
    told = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",") if one.strip()]
    if proxies and len(told) >= proxies:
        return told[-proxies]
    return request.META.get("REMOTE_ADDR", "")


def network_of(address: str) -> str:
    """Return the part of the network an address lies in; what is no address stands for itself."""
    try:
        parsed: Any = ipaddress.ip_address(address)
    except ValueError:
        return address[:45]
    parsed = getattr(parsed, "ipv4_mapped", None) or parsed
    return str(ipaddress.ip_network(f"{parsed}/{PREFIXES[parsed.version]}", strict=False))


def forget_tallies(now: datetime) -> int:
    """Delete the counts of whiles that are over; return how many there were."""
    return IntakeTally.objects.filter(begins_at__lt=now - 2 * WHILE).delete()[0]

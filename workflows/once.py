"""Doing a thing once, however many times the button is pressed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from .actions.base import Stale
from .document import fingerprint
from .models.form_keys import FormKey


@dataclass(frozen=True)
class Done:
    """What came of it. ``repeated``: it had been done before; ``differs``: but with another content."""

    result: str
    repeated: bool = False
    differs: bool = False


def unreadable(*typed: str) -> str:
    """Tell words apart for :func:`once` where the words themselves must not be kept."""
    return salted_hmac("kpss_workflows.once", "\0".join(typed), algorithm="sha256").hexdigest()


def once(key: UUID, content: Any, act: Callable[[], str]) -> Done:
    """Carry ``act`` out under a one-time key and keep its result; the second time, return the first's result.

    Both in one transaction, so a refusal (any exception) leaves the key unused.
    """
    print_of = fingerprint(json.dumps(content, sort_keys=True, default=str).encode())
    with transaction.atomic():
        try:
            with transaction.atomic():
                row = FormKey.objects.create(key=key, fingerprint=print_of)
        except IntegrityError:
            row = FormKey.objects.get(key=key)
            return Done(row.result, repeated=True, differs=row.fingerprint != print_of)
        row.result = act()
        row.save(update_fields=["result"])
    return Done(row.result)


def once_or_stale(key: UUID, content: Any, act: Callable[[], str]) -> Done:
    """Do the same, and raise :class:`Stale` where the key was used for another content."""
    done = once(key, content, act)
    if done.differs:
        raise Stale(
            _("This form was sent already, with other words. Nothing was done; look at the page now.")
        )
    return done

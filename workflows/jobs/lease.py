"""One tick at a time, on any database and behind any connection pool.

A lock of the database's session would be freed with it, but a pooled session may never end, and SQLite has no such
lock. So the lock is a row with an end: whoever works moves the end, whoever died on this machine is noticed, and any
other is waited for no longer than :data:`LENGTH`. Two at once would do no harm, only double work.
"""

from __future__ import annotations

import os
import socket
from datetime import datetime, timedelta
from secrets import token_hex

from django.utils import timezone

from ..models.leases import Lease

LENGTH = timedelta(minutes=10)
"""After how long without a sign of life somebody else may take over."""


class TakenOver(Exception):
    """Somebody else thought us dead and does the work now."""


class Hold:
    """A try to be the only one who does a thing."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.holder = f"{socket.gethostname()[:200]} {os.getpid()} {token_hex(8)}"
        self.renewed_at: datetime | None = None

    def take(self) -> bool:
        """Take the lease if it is free, has ended, or its holder is dead."""
        now = timezone.now()
        row, _is_new = Lease.objects.get_or_create(name=self.name, defaults={"held_until": now})
        if row.held_until > now and not _is_dead(row.holder):
            return False
        free = Lease.objects.filter(pk=row.pk, holder=row.holder, held_until=row.held_until)
        return self._moved(free, now)

    def keep(self) -> None:
        """Show a sign of life, now and then. Raises :class:`TakenOver` if it comes too late."""
        now = timezone.now()
        if now - self.renewed_at >= LENGTH / 10 and not self._moved(self._mine(), now):
            raise TakenOver

    def release(self) -> None:
        """Let the next one in."""
        self._mine().update(holder="", held_until=timezone.now())

    def _mine(self):
        return Lease.objects.filter(name=self.name, holder=self.holder)

    def _moved(self, rows, now: datetime) -> bool:
        self.renewed_at = now
        return bool(rows.update(holder=self.holder, held_until=now + LENGTH))


def _is_dead(holder: str) -> bool:
    """Tell whether a process of this machine held the lease and is gone."""
    host, _space, rest = holder.partition(" ")
    if host != socket.gethostname()[:200] or not rest:
        return False
    try:
        os.kill(int(rest.split()[0]), 0)
    except ProcessLookupError:
        return True
    except (OSError, ValueError):
        return False
    return False

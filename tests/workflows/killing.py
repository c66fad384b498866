"""Deeds in processes of their own: several at once, or one that dies before the n-th statement that writes.

Each process is a copy of this one. Nothing may be open to the database when it is made, for both would share it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

from django.db import connection

from tests.trust.victim import Death


def survived(deed: Callable[[], Any], *, dies_at: int) -> bool:
    """Do it in a process that is killed on the way; tell whether it came to its end before that."""
    return _ended(_started(deed, Death(dies_at)))


def in_processes(deed: Callable[[], Any], count: int) -> None:
    """Do it in so many processes at once and wait for all of them."""
    for child in [_started(deed) for _number in range(count)]:
        assert _ended(child)


def _started(deed: Callable[[], Any], death: Death | None = None) -> int:
    connection.close()
    child = os.fork()
    if child:
        return child
    failed = True
    try:
        with connection.execute_wrapper(death) if death else nullcontext():
            deed()
        failed = False
    finally:
        # Without the farewells of pytest, which are the parent's.
        os._exit(failed)


def _ended(child: int) -> bool:
    """Tell whether the process came to its end. Raises ``RuntimeError`` if the deed failed by itself."""
    _pid, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise RuntimeError("The deed failed by itself.")
    return os.WIFEXITED(status)

"""Fixtures of a module: people and pages made once, which all tests of the module begin with.

A test changes its own copy and its own savepoint; what it did is taken back before the next one. Not for tests that
commit (``transaction=True``), which would empty the tables under it.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings
from wagtail.signal_handlers import disable_reference_index_auto_update


def made_once(make: Callable[[], Any]) -> Any:
    """Return a fixture of module scope that makes something in the database; tests take ``copy_of`` it.

    The fixture must be named statically, as an argument or by ``usefixtures``: pytest then makes it before the test
    begins its own transaction.
    """

    @pytest.fixture(scope="module")
    def made(django_db_setup: None, django_db_blocker: Any, first_media: Path) -> Iterator[Any]:
        outer = transaction.atomic()
        # What another module's last test left remembered is not true of this one's beginning.
        cache.clear()
        with django_db_blocker.unblock():
            outer.__enter__()
        try:
            with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=first_media), no_reference_index():
                something = make()
            yield something
        finally:
            with django_db_blocker.unblock():
                transaction.set_rollback(True)
                outer.__exit__(None, None, None)

    return made


@contextmanager
def no_reference_index() -> Iterator[None]:
    """Wagtail's index of who refers to whom costs a fifth of the suite's time, and nothing of ours reads it."""
    disabled = disable_reference_index_auto_update()
    disabled.__enter__()
    try:
        yield
    finally:
        # Code under test may switch it off and on again by itself, which leaves nothing to switch on here.
        with suppress(AttributeError):
            disabled.__exit__(None, None, None)


def copy_of(made: Any) -> Any:
    """Return a copy that a test may change, with the rows as they were when it was made."""
    return copy.deepcopy(made)

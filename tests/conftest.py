"""What every test stands on: its own folder for uploads, an empty cache, and the content that migrations make."""

import gc
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.cache import cache
from wagtail.signal_handlers import disable_reference_index_auto_update

from workflows import remembering

BOTH_DATABASES = {
    "test_hostile_comments",
    "test_listings",
    "test_outbox",
    "test_plan_way",
    "test_races",
    "test_reading_races",
    "test_tick",
    "test_tick_at_once",
    "test_whole_way",
}
"""Tests of locks, constraints, characters and searching, in which the two databases differ."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what runs on both databases; give tests that commit back what the one before them flushed away."""
    for item in items:
        if item.path.stem in BOTH_DATABASES:
            item.add_marker(pytest.mark.both_databases)
        marker = item.get_closest_marker("django_db")
        if marker and marker.kwargs.get("transaction"):
            restored = marker.kwargs | {"serialized_rollback": True}
            item.add_marker(pytest.mark.django_db(**restored), append=False)


def pytest_collection_finish() -> None:
    """Look through what Django and Wagtail have loaded for rubbish once, and not again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path: Path) -> None:
    """Uploads of a test live and die with it."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def _no_reference_index() -> Iterator[None]:
    """Wagtail's index of who refers to whom costs a fifth of the suite's time, and nothing of ours reads it."""
    disabled = disable_reference_index_auto_update()
    disabled.__enter__()
    yield
    # Code under test may switch it off and on again by itself, which leaves nothing to switch on here.
    with suppress(AttributeError):
        disabled.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Nothing one test remembered (Wagtail keeps the roots of sites) reaches the next.

    The answer to a file's address that nobody read to its end leaves its request open.
    """
    cache.clear()
    remembering.end()

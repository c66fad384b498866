"""What every test stands on: its own folder for uploads, an empty cache, and the content that migrations make."""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection

from tests.made_once import no_reference_index
from workflows import remembering

BOTH_DATABASES = {
    "test_erase_from_version",
    "test_hostile_comments",
    "test_import_hostile",
    "test_import_once",
    "test_import_races",
    "test_listings",
    "test_outbox",
    "test_plan_way",
    "test_races",
    "test_news",
    "test_reading_races",
    "test_subscribing",
    "test_subscribing_races",
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


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb: bool, django_db_modify_db_settings_parallel_suffix: None) -> bool:
    """On SQLite begin with the file that scripts/run_tests.py has migrated, if it runs us."""
    migrated = os.environ.get("KPSS_TEST_MIGRATED_FILE")
    if not migrated or connection.vendor != "sqlite":
        return django_db_keepdb
    shutil.copy(migrated, connection.settings_dict["TEST"]["NAME"])
    return True


@pytest.fixture(scope="module")
def first_media(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the files go that a module's tests begin with."""
    return tmp_path_factory.mktemp("media")


@pytest.fixture(autouse=True)
def _own_media(request, settings, tmp_path: Path) -> None:
    """Uploads of a test live and die with it."""
    settings.MEDIA_ROOT = tmp_path / "media"
    if "first_media" in request.fixturenames:
        shutil.copytree(request.getfixturevalue("first_media"), settings.MEDIA_ROOT)


@pytest.fixture(autouse=True)
def _no_reference_index() -> Iterator[None]:
    """Nothing of ours reads the index, so no test waits for it."""
    with no_reference_index():
        yield


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Nothing one test remembered (Wagtail keeps the roots of sites) reaches the next.

    The answer to a file's address that nobody read to its end leaves its request open.
    """
    cache.clear()
    remembering.end()

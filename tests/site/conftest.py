"""The demonstration, loaded once for all tests of a module and taken back afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demonstration keeps its files and its handout."""
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, folder: Path) -> Iterator[Path]:
    """Load the demonstration by its command; the tests of the module read it, and nothing of it is committed."""
    with (
        django_db_blocker.unblock(),
        override_settings(KPSS_DEMO=True, VAR_DIR=folder, MEDIA_ROOT=folder / "media"),
        transaction.atomic(),
    ):
        call_command("kpss_demo", "--port", "8123", stdout=(folder / "printed.txt").open("w"))
        yield folder
        transaction.set_rollback(True)

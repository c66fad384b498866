"""What every test stands on: its own folder for uploads, an empty cache, and the content that migrations make."""

from pathlib import Path

import pytest
from django.core.cache import cache


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give tests that commit the root page, locale and groups back, which the one before them flushed away."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker and marker.kwargs.get("transaction"):
            restored = marker.kwargs | {"serialized_rollback": True}
            item.add_marker(pytest.mark.django_db(**restored), append=False)


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path: Path) -> None:
    """Uploads of a test live and die with it."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Nothing one test remembered (Wagtail keeps the roots of sites) reaches the next."""
    cache.clear()

"""Pictures and documents of a draft must not be read before its text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.files.storage import default_storage

from ..storage import PRIVATE, UnguessableNames, private_storage


def drafts_do_not_leak(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Warn where a file of a draft has an address that anybody may guess or be given."""
    return [*_names(), *_serving(), *_private()]


def _names() -> list[checks.CheckMessage]:
    # The storage stands behind a lazy object, which says of itself what the storage is.
    if isinstance(default_storage, UnguessableNames):
        return []
    return [
        checks.Warning(
            "Pictures lie under the names their files had, so a picture of a draft can be guessed and read.",
            hint='Set STORAGES["default"]["BACKEND"] = "workflows.storage.UnguessableStorage", or put '
            "workflows.storage.UnguessableNames before the storage you use.",
            id="kpss_workflows.W020",
        )
    ]


def _private() -> list[checks.CheckMessage]:
    storage = private_storage()
    folder = getattr(storage, "location", None)
    media = Path(settings.MEDIA_ROOT).resolve() if settings.MEDIA_ROOT else None
    if not folder or not media or not Path(folder).resolve().is_relative_to(media):
        return []
    return [
        checks.Error(
            "What people send with their comments would lie inside MEDIA_ROOT, which the web server gives away.",
            hint=f'Set STORAGES["{PRIVATE}"] to a storage elsewhere, or leave it out.',
            id="kpss_workflows.E024",
        )
    ]


def _serving() -> list[checks.CheckMessage]:
    if getattr(settings, "WAGTAILDOCS_SERVE_METHOD", None) != "direct":
        return []
    return [
        checks.Warning(
            "Documents are given straight from the storage, those of drafts too.",
            hint='Set WAGTAILDOCS_SERVE_METHOD = "serve_view".',
            id="kpss_workflows.W021",
        )
    ]

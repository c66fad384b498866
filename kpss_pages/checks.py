"""What a host project still lacks for the page types, said by ``manage.py check``."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import checks

NEEDED = [
    ("wagtail.contrib.table_block", "Chapters of plans hold tables.", "kpss_pages.E001"),
    ("wagtail_modeladmin", "The registers of the planning stand in Wagtail's menu.", "kpss_pages.E002"),
]
"""Apps the page types stand on, and what for. The workflow layer checks all the rest."""

LONG_TEXTS = 5 * 1024 * 1024
"""Bytes that the form of a plan area with some forty measures may send; Django expects half of it."""


def host_is_ready(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Name what would keep pages of ours from being shown, or lose what an editor typed."""
    return [*_apps(), *_texts()]


def _apps() -> list[checks.CheckMessage]:
    return [
        checks.Error(sentence, hint=f'Add "{app}" to INSTALLED_APPS.', id=number)
        for app, sentence, number in NEEDED
        if not apps.is_installed(app)
    ]


def _texts() -> list[checks.CheckMessage]:
    limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if limit is None or limit >= LONG_TEXTS:
        return []
    return [
        checks.Warning(
            "A plan area with many measures sends more text than DATA_UPLOAD_MAX_MEMORY_SIZE allows.",
            hint="Set DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024.",
            id="kpss_pages.W001",
        )
    ]

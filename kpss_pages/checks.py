"""What a host project still lacks, said by ``manage.py check``."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import checks

LONG_FORM = 5_000
"""Fields that the form of a plan area with some forty measures sends; Django's default is 1,000."""


def host_is_ready(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Warn about settings without which editors or commenters lose what they typed."""
    return [*_form_limit(), *_table_block(), *_sqlite()]


def _form_limit() -> list[checks.CheckMessage]:
    limit = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    if limit is None or limit >= LONG_FORM:
        return []
    return [
        checks.Warning(
            "A plan area with many measures sends more fields than DATA_UPLOAD_MAX_NUMBER_FIELDS allows.",
            hint="Set DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000.",
            id="kpss_pages.W001",
        )
    ]


def _table_block() -> list[checks.CheckMessage]:
    if apps.is_installed("wagtail.contrib.table_block"):
        return []
    return [
        checks.Error(
            "Chapters of plans hold tables.",
            hint='Add "wagtail.contrib.table_block" to INSTALLED_APPS.',
            id="kpss_pages.E001",
        )
    ]


def _sqlite() -> list[checks.CheckMessage]:
    database = settings.DATABASES.get("default", {})
    if not database.get("ENGINE", "").endswith("sqlite3"):
        return []
    if database.get("OPTIONS", {}).get("transaction_mode") == "IMMEDIATE":
        return []
    return [
        checks.Warning(
            "Without immediate transactions SQLite answers “database is locked” when many people comment at once.",
            hint='Set OPTIONS = {"transaction_mode": "IMMEDIATE", "timeout": 20} on the database.',
            id="kpss_pages.W002",
        )
    ]

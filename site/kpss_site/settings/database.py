"""Which database the site runs on: SQLite in a file, or what ``DATABASE_URL`` names."""

import os
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

SQLITE_OPTIONS = {
    # Take the write lock when a transaction begins, so that two writers wait instead of failing.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}


def database(file: Path) -> dict[str, Any]:
    """Return the ``default`` entry of ``DATABASES``; the file is used while ``DATABASE_URL`` is not set.

    Raises ``ImproperlyConfigured`` when the variable is set and the packages that read it are not installed.
    """
    if url := os.environ.get("DATABASE_URL"):
        return _from_url(url)
    file.parent.mkdir(parents=True, exist_ok=True)
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": file, "OPTIONS": dict(SQLITE_OPTIONS)}


def _from_url(url: str) -> dict[str, Any]:
    try:
        import dj_database_url
    except ImportError as error:
        raise ImproperlyConfigured(
            "DATABASE_URL is set, which needs more packages: pip install -e '.[postgres]'"
        ) from error
    settings = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    if settings["ENGINE"].endswith("sqlite3"):
        settings["OPTIONS"] = SQLITE_OPTIONS | settings.get("OPTIONS", {})
    return settings

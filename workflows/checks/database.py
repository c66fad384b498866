"""SQLite serves a town well when it is told to wait, to let readers read, and to keep what it acknowledged."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.core import checks

HINT = (
    'Set DATABASES["default"]["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20, '
    '"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"}.'
)
PATIENCE = 10
"""Seconds a writer should wait for another one before it gives up."""


def sqlite_keeps_what_it_says(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Warn about options of SQLite with which people who write at once hinder each other, or lose something."""
    database = settings.DATABASES.get("default", {})
    if not database.get("ENGINE", "").endswith("sqlite3"):
        return []
    options = database.get("OPTIONS", {})
    pragmas = str(options.get("init_command", ""))
    immediate = str(options.get("transaction_mode", "")).upper() in ("IMMEDIATE", "EXCLUSIVE")
    lacking = [
        (
            not immediate,
            "Without immediate transactions SQLite answers “database is locked” when many people write at once.",
            "W002",
        ),
        (
            (options.get("timeout") or 0) < PATIENCE,
            "SQLite waits too short a time for another writer.",
            "W003",
        ),
        (
            _value(pragmas, "journal_mode") != "wal",
            "Without the write-ahead log whoever reads makes SQLite's writers wait.",
            "W004",
        ),
        (
            _value(pragmas, "synchronous") in ("off", "0", "normal", "1"),
            "After a power cut SQLite may have lost what it said was saved.",
            "W005",
        ),
        (
            immediate and database.get("ATOMIC_REQUESTS", False),
            "With ATOMIC_REQUESTS everybody who reads takes SQLite's only lock for writing.",
            "W006",
        ),
    ]
    return [
        checks.Warning(
            sentence,
            hint=HINT if number != "W006" else 'Set DATABASES["default"]["ATOMIC_REQUESTS"] = False.',
            id=f"kpss_workflows.{number}",
        )
        for lacks, sentence, number in lacking
        if lacks
    ]


def _value(pragmas: str, name: str) -> str:
    """What the commands at the beginning of a connection set this pragma to."""
    found = re.findall(rf"\b{name}\s*[=(]\s*['\"]?(\w+)", pragmas, re.IGNORECASE)
    return found[-1].lower() if found else ""

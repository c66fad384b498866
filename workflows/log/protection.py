"""Triggers that let the database itself refuse changes of the sealed log.

Installed by a command and not by a migration: emptying a database, as tests do, would meet them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from wagtail.models import PageLogEntry

from ..models.seals import LogSeal
from .sealing import OURS

REFUSAL = "The log of decisions is only ever added to."
FUNCTION = "kpss_refuse_change"
TRIGGERS = {
    "kpss_log_update": ("UPDATE", PageLogEntry, f"OLD.action LIKE '{OURS}%'"),
    "kpss_log_delete": ("DELETE", PageLogEntry, f"OLD.action LIKE '{OURS}%'"),
    "kpss_seal_update": ("UPDATE", LogSeal, "TRUE"),
    "kpss_seal_delete": ("DELETE", LogSeal, "TRUE"),
}


def protect() -> None:
    """Let the database refuse to change or delete entries of the log and their seals. Doing it again is fine."""
    with transaction.atomic(), connection.cursor() as cursor:
        _drop(cursor)
        if connection.vendor == "postgresql":
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
            )
        for name, (event, model, condition) in TRIGGERS.items():
            cursor.execute(_trigger(name, event, model._meta.db_table, condition))


def unprotect() -> None:
    """Take the triggers away."""
    with transaction.atomic(), connection.cursor() as cursor:
        _drop(cursor)
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP FUNCTION IF EXISTS {FUNCTION}()")


def is_protected() -> bool:
    """Tell whether the triggers stand."""
    table, column = (
        ("pg_trigger", "tgname") if connection.vendor == "postgresql" else ("sqlite_master", "name")
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE {column} LIKE 'kpss_log_%'")  # noqa: S608
        return cursor.fetchone()[0] > 0


@contextmanager
def erasing() -> Iterator[None]:
    """Let the law's erasure of a person pass: the triggers come back in the same transaction."""
    with transaction.atomic():
        stood = is_protected()
        if stood:
            unprotect()
        yield
        if stood:
            protect()


def _trigger(name: str, event: str, table: str, condition: str) -> str:
    head = f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN ({condition})"
    if connection.vendor == "postgresql":
        return f"{head} EXECUTE FUNCTION {FUNCTION}()"
    return f"{head} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"


def _drop(cursor: object) -> None:
    for name, (_event, model, _condition) in TRIGGERS.items():
        on = f" ON {model._meta.db_table}" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")

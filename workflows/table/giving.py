"""Giving a file of a table: what was made ahead, or a small table at once."""

from __future__ import annotations

from io import BytesIO
from typing import Any, BinaryIO

from django.http import FileResponse

from ..models.table_files import TableMaking
from .kinds import FILES
from .rows import Table
from .writing import written


def made_file(making: TableMaking | None, number: int = 1) -> BinaryIO | None:
    """Open a volume that was made; the first one also where it is the only one.

    ``None`` where there is none, or where the storage has lost it, which the clock mends.
    """
    if making is None or making.made_at is None:
        return None
    file = making.files.filter(number__in=[0, 1] if number == 1 else [number]).first()
    try:
        return file and file.file.open("rb")
    except FileNotFoundError:
        return None


def small_file(table: Table, kind: str) -> BinaryIO:
    """Write a table that is small, which is one volume."""
    for _volume, stream in written(table, kind):
        return BytesIO(stream.read())
    raise AssertionError("Every table has a volume.")


def file_name(table: Table, slug: str, kind: str, number: int = 1) -> str:
    """Name the file as people keep it."""
    parts = ["vyporadani", slug, str(table.consultation.snapshot.number)]
    parts += ["pracovni"] if table.is_working else []
    parts += [f"dil-{number}"] if number > 1 else []
    return f"{'-'.join(parts)}.{kind}"


def answer(stream: BinaryIO, kind: str, name: str) -> Any:
    """Give the file to be saved."""
    response = FileResponse(stream, as_attachment=True, filename=name, content_type=FILES[kind])
    response["X-Content-Type-Options"] = "nosniff"
    return response

"""Taking away private files that no row names: it was undone, or a person's data were erased."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from typing import Any

from ..models.submission_files import SubmissionFile
from ..models.submission_imports import SubmissionImport
from ..storage import private_storage

FOLDERS = {"submissions": SubmissionFile, "imports": SubmissionImport}
"""Folders of the private storage, and whose files lie there."""

GRACE = timedelta(days=1)
"""A file is stored before the row that names it is committed, so a young one may still get its row."""


def sweep_files(now: datetime) -> int:
    """Delete every file that no row names and that is old enough; return how many there were."""
    storage = private_storage()
    lost = [
        name
        for folder, model in FOLDERS.items()
        for name in lost_files(storage, folder, set(model.objects.values_list("file", flat=True)), now)
    ]
    for name in lost:
        storage.delete(name)
    return len(lost)


def lost_files(storage: Any, top: str, known: Collection[str], now: datetime) -> list[str]:
    """Name the files two levels below a folder that are old enough and not among the known."""
    return [name for name in all_stored(storage, top) if name not in known and _is_old(storage, name, now)]


def all_stored(storage: Any, top: str) -> Iterator[str]:
    """Yield the name of every file one folder below the top one."""
    for folder in _listed(storage, top)[0]:
        for name in _listed(storage, f"{top}/{folder}")[1]:
            yield f"{top}/{folder}/{name}"


def _listed(storage: Any, path: str) -> tuple[list[str], list[str]]:
    try:
        return storage.listdir(path)
    except FileNotFoundError:
        return [], []


def _is_old(storage: Any, name: str, now: datetime) -> bool:
    try:
        return storage.get_modified_time(name) < now - GRACE
    except FileNotFoundError:
        # Another clock was quicker.
        return False

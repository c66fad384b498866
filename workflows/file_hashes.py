"""SHA-256 of uploaded files, remembered as long as the file is the same."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.cache import cache

WEEK = 7 * 24 * 3600


def sha256_of(item: Any) -> str:
    """Return the SHA-256 of the file of a Wagtail document or image, or "" if the file is gone.

    Remembered under the file's name, size and time of change, so a swapped file is noticed.
    """
    try:
        storage, name = item.file.storage, item.file.name
        state = f"{name}|{storage.size(name)}|{_changed(storage, name)}"
        key = f"kpss-sha256-{hashlib.sha256(state.encode()).hexdigest()}"
        if found := cache.get(key):
            return found
        with item.file.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except (FileNotFoundError, ValueError):
        return ""
    cache.set(key, digest, WEEK)
    return digest


def digest_of(upload: Any) -> str:
    """Return the SHA-256 of a file that was just sent, and leave it open at its beginning."""
    upload.seek(0)
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()


def _changed(storage: Any, name: str) -> str:
    try:
        return storage.get_modified_time(name).isoformat()
    except NotImplementedError:
        return ""

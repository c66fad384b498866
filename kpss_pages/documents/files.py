"""Files and pictures as a document names them: by their content, not by where they lie."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Any

from django.core.files.storage import Storage


def file_value(document: Any) -> dict[str, Any] | None:
    """Describe a file of the documents library; ``size`` is in bytes. ``None`` where there is none."""
    if document is None:
        return None
    sha256, size = _content(document)
    return {
        "id": document.pk,
        "title": document.title,
        "filename": document.filename,
        "size": size,
        "sha256": sha256,
    }


def image_value(image: Any, *, alt: str, caption: str) -> dict[str, Any] | None:
    """Describe a picture of the images library, with its words. ``None`` where there is none."""
    if image is None:
        return None
    return {"id": image.pk, "sha256": _content(image)[0], "alt": alt or "", "caption": caption or ""}


def _content(item: Any) -> tuple[str, int]:
    """Return SHA-256 and size of the file of a document or picture; nothing and zero if the file is gone.

    Wagtail's own hash tells a replaced file from the one read before; a file without it is read each time.
    """
    try:
        if item.file_hash:
            return _remembered(item.file.storage, item.file.name, item.file_hash)
        return _read(item.file.storage, item.file.name)
    except FileNotFoundError:
        return "", 0


@lru_cache(maxsize=1024)
def _remembered(storage: Storage, name: str, wagtail_hash: str) -> tuple[str, int]:
    return _read(storage, name)


def _read(storage: Storage, name: str) -> tuple[str, int]:
    with storage.open(name) as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), file.size

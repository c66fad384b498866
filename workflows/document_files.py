"""Files and pictures as a document names them: by their content, not by where they lie."""

from __future__ import annotations

from typing import Any

from .file_hashes import sha256_of


def file_value(document: Any) -> dict[str, Any] | None:
    """Describe a file of the documents library; ``size`` is in bytes. ``None`` where there is none."""
    if document is None:
        return None
    return {
        "id": document.pk,
        "title": document.title,
        "filename": document.filename,
        "size": _size_of(document),
        "sha256": sha256_of(document),
    }


def image_value(image: Any, *, alt: str, caption: str) -> dict[str, Any] | None:
    """Describe a picture of the images library, with its words. ``None`` where there is none."""
    if image is None:
        return None
    return {"id": image.pk, "sha256": sha256_of(image), "alt": alt or "", "caption": caption or ""}


def _size_of(document: Any) -> int:
    try:
        return document.file.size
    except FileNotFoundError:
        return 0

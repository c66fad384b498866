"""Words in public addresses. They are printed on posters, so they do not change with the language."""

from __future__ import annotations

from typing import Any

VERSION = "navrh"
COMMENTS = "pripominky"
CHANGES = "zmeny"
DOCUMENT = "dokument"
TABLE = "vyporadani"

RESERVED = frozenset({VERSION, COMMENTS, CHANGES, DOCUMENT, TABLE, "pripominka", "usneseni"})
"""Slugs a page of a bundle may not have."""


def version_url(page: Any, number: int, *rest: str, request: Any = None) -> str:
    """Return the lasting address of a version of a bundle, or of what belongs to it."""
    path = "/".join((VERSION, str(number), *rest))
    root = getattr(page, "bundle_root", page)  # a row of the base page model knows no bundle
    return f"{root.get_url(request) or '/'}{path}/"

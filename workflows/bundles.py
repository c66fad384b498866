"""The pages that one run governs together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .document import canonical_bytes, document_of, fingerprint
from .models.snapshots import bundle_bytes


def bundle_of(root: Any) -> list[Any]:
    """Return the pages of a bundle, the root first, in the order readers meet them."""
    return [root, *root.get_bundle_children()]


def draft_bundle(root: Any) -> list[Any]:
    """Return the pages of a bundle as they were last saved, each knowing the draft of its root."""
    pages = [page.get_latest_revision_as_object() for page in bundle_of(root)]
    for page in pages:
        page.drafted_root = pages[0]
    return with_one_locale(pages)


def with_one_locale(pages: list[Any]) -> list[Any]:
    """Let the pages of a bundle share the locale of their root, which is otherwise asked for page by page."""
    for page in pages:
        if page.locale_id == pages[0].locale_id:
            page.locale = pages[0].locale
    return pages


def texts_of(pages: Iterable[Any]) -> list[str]:
    """Return the canonical document of each page."""
    return [canonical_bytes(document_of(page)).decode() for page in pages]


def bundle_fingerprint(root: Any) -> str:
    """Name the exact draft of the bundle: what one has read is what one decides."""
    return fingerprint(bundle_bytes(texts_of(draft_bundle(root))))


def incomplete_pages(root: Any) -> list[tuple[Any, str]]:
    """Return what is missing before the bundle can be frozen, page by page."""
    return [(page, reason) for page in draft_bundle(root) for reason in page.get_incomplete_reasons()]

"""The pages that one run governs together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from copy import copy
from typing import Any

from wagtail.models import COMMENTS_RELATION_NAME, Comment

from .document import canonical_bytes, document_of, fingerprint
from .models.snapshots import bundle_bytes
from .remembering import remembered

NOT_DRAFTED = frozenset({"alias_of", "content_type", "latest_revision", "locale", "locked_by", "owner"})
"""What a revision holds and a draft takes from the page all the same."""


def bundle_of(root: Any) -> list[Any]:
    """Return the pages of a bundle, the root first, in the order readers meet them."""
    return [root, *remembered(("bundle", root.pk), root.get_bundle_children)]


def draft_bundle(root: Any) -> list[Any]:
    """Return the pages of a bundle as they were last saved, each knowing the draft of its root."""
    live = bundle_of(root)
    notes = _notes_on(live)
    pages = [_draft_of(page, root, notes[page.pk]) for page in live]
    for page in pages:
        page.drafted_root = pages[0]
    return with_one_locale(pages)


def _notes_on(pages: list[Any]) -> dict[int, list[Comment]]:
    """Return the open notes in the margin of each page, which Wagtail would ask for page by page."""
    found: dict[int, list[Comment]] = defaultdict(list)
    for note in Comment.objects.filter(page_id__in=[page.pk for page in pages], resolved_at__isnull=True):
        found[note.page_id].append(note)
    return found


def _draft_of(page: Any, root: Any, notes: list[Comment]) -> Any:
    """Return a page as it was last saved.

    Wagtail looks up each key that a revision holds, also what it then replaces by the page's own and what the page's
    row points to as well.
    """
    if not page.has_unpublished_changes or page.latest_revision is None:
        return page
    content = page.latest_revision.content
    source = copy(page)
    setattr(source, COMMENTS_RELATION_NAME, notes)
    if page.path.startswith(root.path) and page.depth == root.depth + 1:
        source._cached_parent_obj = root
    keys = {field.name: field.attname for field in page._meta.concrete_fields if field.many_to_one}
    known = {name: key for name, key in keys.items() if content.get(name) == getattr(page, key)}
    left_out = NOT_DRAFTED | known.keys()
    draft = source.with_content_json({name: value for name, value in content.items() if name not in left_out})
    for name in known.keys() - NOT_DRAFTED:
        setattr(draft, keys[name], getattr(page, keys[name]))
    return draft


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
    return remembered(("incomplete", root.pk), lambda: _incomplete_pages(root))


def _incomplete_pages(root: Any) -> list[tuple[Any, str]]:
    return [(page, reason) for page in draft_bundle(root) for reason in page.get_incomplete_reasons()]

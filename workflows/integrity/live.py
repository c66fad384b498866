"""The public reads what was decided."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from ..bundles import bundle_of
from ..document import document_of
from ..models.snapshots import Snapshot
from ..naming import name_of
from .findings import Finding
from .pages import governed_roots


def live_text_is_the_decided_text() -> Iterator[Finding]:
    """Every live page of a bundle stands on the revision that was decided, and its row says the same."""
    for root in governed_roots():
        version = Snapshot.objects.of_page(root).in_force().first()
        pinned = dict(version.items.values_list("page_id", "revision_id")) if version else {}
        for page in bundle_of(root):
            if page.live:
                yield from _bad_page(page, pinned, has_version=version is not None)


def bundles_are_live_as_a_whole() -> Iterator[Finding]:
    """No part of a bundle is public without its root."""
    for root in governed_roots():
        if not root.live:
            for page in bundle_of(root):
                if page.live:
                    yield Finding(name_of(page), _("The page is public, the page it belongs to is not."))


def _bad_page(page: Any, pinned: dict[int, int], *, has_version: bool) -> Iterator[Finding]:
    if has_version and pinned.get(page.pk) != page.live_revision_id:
        yield Finding(name_of(page), _("The public reads another revision than the one that was decided."))
    if page.live_revision is None:
        return
    if document_of(page) != document_of(page.live_revision.as_object()):
        yield Finding(name_of(page), _("The published page differs from the revision it was published from."))

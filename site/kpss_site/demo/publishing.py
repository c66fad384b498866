"""Put a page into the tree and in public, as of a day that has passed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from kpss_pages.imports.publishing import publish_new

from .stored_times import as_of


def is_there(page_class: type, parent: Any, slug: str) -> bool:
    """Tell whether a page with this address stands below its parent already."""
    return page_class.objects.child_of(parent).filter(slug=slug).exists()


def publish(parent: Any, page: Any, slug: str, *, user: Any, moment: datetime) -> Any:
    """Publish a new page as of a moment and return it as it is stored."""
    page.slug, page.owner = slug, user
    with as_of(moment):
        return publish_new(type(parent).objects.get(pk=parent.pk), page, user=user)

"""Put an ordinary page into the tree and in public, as an editor does."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from wagtail.signal_handlers import disable_reference_index_auto_update

from .stored_times import as_of


def is_there(page_class: type, parent: Any, slug: str) -> bool:
    """Tell whether a page with this address stands below its parent already."""
    return page_class.objects.child_of(parent).filter(slug=slug).exists()


def publish(parent: Any, page: Any, slug: str, *, user: Any, moment: datetime) -> Any:
    """Publish a new page as of a moment and return it as it is stored."""
    page.slug, page.live, page.owner = slug, False, user
    with as_of(moment):
        # Each step would write the same rows of the index of references; the last one is enough.
        with disable_reference_index_auto_update():
            type(parent).objects.get(pk=parent.pk).add_child(instance=page)
            revision = page.save_revision(user=user)
        revision.publish(user=user)
    return type(page).objects.get(pk=page.pk)

"""Put a page into the tree and in public, as an editor would."""

from __future__ import annotations

from typing import Any

from django.utils.text import slugify
from wagtail.signal_handlers import disable_reference_index_auto_update

from ..folding import fold

LONGEST_SLUG = 200


def publish_below(parent: Any, page: Any, name: str) -> Any:
    """Publish a new page below another under a free address made of the name. Returns it as it is stored."""
    page.slug = _free_slug(parent, name)
    page.live = False
    # Each of the three steps would write the same rows of the index of references; the last one is enough.
    with disable_reference_index_auto_update():
        parent.add_child(instance=page)
        revision = page.save_revision()
    revision.publish()
    return type(page).objects.get(pk=page.pk)


def _free_slug(parent: Any, name: str) -> str:
    wanted = slugify(fold(name))[:LONGEST_SLUG] or "stranka"
    slug, number = wanted, 1
    while parent.get_children().filter(slug=slug).exists():
        number += 1
        slug = f"{wanted}-{number}"
    return slug

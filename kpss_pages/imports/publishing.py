"""Put a page into the tree and in public, as an editor would."""

from __future__ import annotations

from typing import Any

from django.utils.text import slugify
from wagtail.signal_handlers import disable_reference_index_auto_update

from workflows.actions.publish_known import PublishKnown
from workflows.models import GovernedMixin

from ..folding import fold

LONGEST_SLUG = 200


def publish_below(parent: Any, page: Any, name: str) -> Any:
    """Publish a new page below another under a free address made of the name. Returns it as it is stored."""
    page.slug = _free_slug(parent, name)
    return publish_new(parent, page)


def publish_new(parent: Any, page: Any, *, user: Any = None) -> Any:
    """Publish a new page below another as known: no workflow is asked. Returns it as it is stored."""
    is_known = isinstance(page, GovernedMixin)
    page.live = False
    # Each of the three steps would write the same rows of the index of references; the last one is enough.
    with disable_reference_index_auto_update():
        parent.add_child(instance=page)
        revision = page.pin_revision(user) if is_known else page.save_revision(user=user)
    if is_known:
        PublishKnown(page, user=user).execute()
    else:
        revision.publish(user=user)
    return type(page).objects.get(pk=page.pk)


def _free_slug(parent: Any, name: str) -> str:
    wanted = slugify(fold(name))[:LONGEST_SLUG] or "stranka"
    slug, number = wanted, 1
    while parent.get_children().filter(slug=slug).exists():
        number += 1
        slug = f"{wanted}-{number}"
    return slug

"""Whoever moves a part into a bundle or out of it, deletes or reorders parts, changes the text: it is an edit.

Wagtail's log knows who did it, by whatever door; its signals do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..base_page import BasePage
from ..models.edits import Edit
from ..models.governed import page_shares_run

DELETED = "wagtail.delete"
CHANGES = (DELETED, "wagtail.move", "wagtail.reorder")
"""A part that is made or copied is saved at once, which is an edit anyway."""


def note_change_of_parts(sender: Any, instance: Any, created: bool, **kwargs: Any) -> None:
    """Write down who changed what a bundle is made of. Called after an entry of Wagtail's log is written."""
    if not created or kwargs.get("raw") or not instance.user_id:
        return
    if instance.action in CHANGES:
        for root in _bundles_changed(instance):
            user = instance.user
            Edit.objects.create(
                bundle_root=root, page_id=root.pk, user_id=user.pk, user_name=user.get_username()
            )


def _bundles_changed(entry: Any) -> Iterator[Any]:
    """Yield the roots of the bundles that gained, lost or reordered a part; a deletion is logged before it happens."""
    page = BasePage._base_manager.filter(pk=entry.page_id).first()
    if page is None or not page_shares_run(page := page.specific):
        return
    if entry.action == DELETED:
        roots = [page.bundle_root]
    else:
        places = {(entry.data.get(name) or {}).get("id") for name in ("source", "destination")}
        roots = [one.specific for one in BasePage._base_manager.filter(pk__in=places - {None})]
    yield from (root for root in roots if getattr(root, "is_governed", False))

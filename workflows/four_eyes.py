"""Who wrote the text that is about to be approved."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from .bundles import bundle_of
from .definition import Definition, State, Transition
from .guards import FOUR_EYES
from .models.edits import Edit
from .models.snapshots import Snapshot

RELEASES = ("open_consultation", "publish", "publish_adopted")
"""Effects by which one person lets a text go."""


def has_written(page: Any, user: Any) -> bool:
    """Tell whether a person saved any page of the bundle, or changed its parts, since the version before this text.

    Read from the log of edits, because revisions forget deleted users and may be overwritten.
    """
    pages = [one.pk for one in bundle_of(page)]
    # A page may have been written in another bundle and moved here.
    edits = Edit.objects.filter(Q(bundle_root_id=page.pk) | Q(page_id__in=pages))
    newest = edits.first()
    if newest is None:
        return False
    before = Snapshot.objects.of_page(page).filter(created_at__lt=newest.saved_at).last()
    if before:
        # What that version did not hold was never approved with it, however long ago it was written.
        added = set(pages) - set(before.items.values_list("page_id", flat=True))
        edits = edits.filter(Q(saved_at__gt=before.created_at) | Q(page_id__in=added))
    return edits.filter(user_id=user.pk).exists()


def approves_own_text(
    page: Any, user: Any, definition: Definition, state: State, transition: Transition
) -> bool:
    """Tell whether a person approves what they wrote, where the definition asks nobody else.

    Such a town is allowed to, and its history says so. A resolution is the approval of its body, not of who records it.
    """
    if user is None or any(FOUR_EYES in one.guards for one in definition.transitions):
        return False
    return _is_approval(state, transition) and has_written(page, user)


def _is_approval(state: State, transition: Transition) -> bool:
    """Where nobody writes, the text is read and judged; handing it over from where it is written is no judgement."""
    judged = state.kind in ("review", "decision") and not state.edit
    return transition.effect in RELEASES or (transition.effect == "forward" and judged)

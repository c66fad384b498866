"""Who copies reads: a copy must not show a person what the state of the original hides."""

from __future__ import annotations

from typing import Any

from ..models.governed import governed_models
from ..permissions import may_read
from ..remembering import remembering


def pages_to_copy(page: Any, *, recursive: bool) -> Any:
    """The page, and all below it where they are copied too."""
    below = page.get_descendants(inclusive=True)
    return below if recursive else below.filter(pk=page.pk)


def unreadable_copies(page: Any, user: Any, *, recursive: bool) -> list[Any]:
    """Return the governed pages among those to copy whose drafts this person may not read."""
    kinds = governed_models()
    found = pages_to_copy(page, recursive=recursive).type(*kinds).specific(defer=True) if kinds else []
    with remembering():
        return [one for one in found if one.is_governed and not may_read(user, one)]

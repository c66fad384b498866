"""One identity for every part, from the first draft on."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

LISTS_WITH_IDENTITY = ("measures", "activities")


def own_id(child: Any) -> str:
    """Return the UUID of a block, giving it one for good if it was never saved."""
    if not child.id:
        child.id = str(uuid.uuid4())
    return child.id


def give_own_ids(stream: Any) -> None:
    """See that no two parts of a page share a UUID; of two that do, the first keeps it."""
    seen: set[str] = set()
    for child in _parts(stream):
        if own_id(child) in seen:
            child.id = str(uuid.uuid4())
        seen.add(child.id)


def _parts(children: Any) -> Iterator[Any]:
    for child in children:
        yield child
        for name in LISTS_WITH_IDENTITY:
            if hasattr(child.value, "get") and (inner := child.value.get(name)):
                yield from _parts(inner.bound_blocks)

"""Items of lists as streams keep them: each with an identity of its own."""

from __future__ import annotations

import uuid
from typing import Any


def item(value: dict[str, Any]) -> dict[str, Any]:
    """Wrap the value of one item; without all three keys it would be taken for a value itself."""
    return {"type": "item", "value": value, "id": str(uuid.uuid4())}

"""Which of many pages a loaded definition governs."""

from __future__ import annotations

from itertools import islice
from typing import Any

from .models.governed import governed_models

NAMED = 5
"""How many pages are named where some stand in the way."""


def first_governed(pages: Any) -> list[Any]:
    """Return the first few pages of a queryset that a definition governs."""
    kinds = governed_models()
    found = pages.type(*kinds).specific() if kinds else []
    return list(islice((page for page in found if page.is_governed), NAMED))

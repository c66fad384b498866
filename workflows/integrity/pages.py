"""The roots of bundles, which most rules go through."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..models.governed import governed_models


def governed_roots() -> Iterator[Any]:
    """Yield every page that holds, or could hold, a run of ours; one at a time."""
    for model in governed_models():
        if model.is_bundle_root is not False:
            yield from model._default_manager.iterator()

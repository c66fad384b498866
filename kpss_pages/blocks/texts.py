"""Text as people write it, and as they paste it from Word."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from ..rich_text import RICH_TEXT_FEATURES


class RichTextBlock(blocks.RichTextBlock):
    """Formatted text with the same features everywhere."""

    def __init__(self, **kwargs: Any) -> None:
        """Bring the features along."""
        super().__init__(**{"features": RICH_TEXT_FEATURES, "label": _("Text")} | kwargs)


class LinesBlock(blocks.TextBlock):
    """A list typed as text, one item per line."""

    def __init__(self, **kwargs: Any) -> None:
        """Be small and optional."""
        super().__init__(**{"required": False, "rows": 2, "help_text": _("One per line.")} | kwargs)


def lines_of(text: str | None) -> list[str]:
    """Return the lines of a text that are not empty."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]

"""What people write must stay what they wrote in programs that take a cell for a formula or choke on a character."""

from __future__ import annotations

import re

UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Control characters and halves of characters: no sheet holds them, and nobody sees them."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet may take for the beginning of a formula, also in its wide forms."""

LONGEST_CELL = 32_767
"""Characters that fit into a cell of a sheet."""


def seen(text: str) -> str:
    """Return the text without what nobody sees, its lines ended in one way."""
    return UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def cell(text: str) -> str:
    """Return the text as it fits into a cell of a sheet; a cut is marked."""
    text = seen(text)
    return text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…"


def value(text: str) -> str:
    """Return the text for a file of values: what looks like a formula gets an apostrophe before it."""
    text = seen(text)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text

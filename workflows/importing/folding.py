"""Words as people compare them: without regard to case, diacritics and punctuation."""

from __future__ import annotations

import re
import unicodedata

BESIDE_WORDS = re.compile(r"[^\w.]+|_")
LONE_DOT = re.compile(r"(?<!\d)\.|\.(?!\d)")


def folded(text: str) -> str:
    """Return the words of a text in one form; a dot stays between digits only, as in "1.2"."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return " ".join(LONE_DOT.sub(" ", BESIDE_WORDS.sub(" ", bare.casefold())).split())

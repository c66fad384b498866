"""Words as people type them into a box: without accents, capitals and double spaces."""

import re
import unicodedata

from django.utils.html import strip_tags


def fold(text: str) -> str:
    """Make "Žluťoučký  KŮŇ" and "zlutoucky kun" the same, on every database."""
    decomposed = unicodedata.normalize("NFKD", strip_tags(text).casefold())
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return re.sub(r"\s+", " ", plain).strip()

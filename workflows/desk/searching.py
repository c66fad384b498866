"""Looking for comments: by number, or by words without regard to case and diacritics."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict

from django.db.models import Q

NUMBER = re.compile(r"(?:(?P<version>[0-9]{1,9})-)?(?P<letter>[0-9]{1,9})(?:/(?P<number>[0-9]{1,4}))?")
"""As it stands on the screen, or shorter: "1-0009/1", "1-0009", "9/1", "9"."""

MARKS = "[\u0300-\u036f]*"
"""Diacritics that were typed as characters of their own."""

LETTERS = (*range(ord("A"), ord("z") + 1), *range(0xC0, 0x180))
"""Where the letters of languages written in Latin are."""


def found_by(words: str, *, version: int) -> Q:
    """Return what leaves the comments that are meant; ``version`` is the number of the version they are on."""
    pattern = pattern_of(words)
    return Q(text__regex=pattern) | Q(part_label__regex=pattern) | _numbered(words, version)


def pattern_of(words: str) -> str:
    """Return a regular expression that Python and PostgreSQL read alike."""
    folded = (_folded(one) for one in unicodedata.normalize("NFC", " ".join(words.split())))
    return "".join(_pattern(one) for word in folded for one in word).replace(" ", r"\s+")


def _numbered(words: str, version: int) -> Q:
    match = NUMBER.fullmatch(words.strip())
    # An empty list is a condition that nothing meets.
    if match is None or match["version"] not in (None, str(version)):
        return Q(pk__in=[])
    found = Q(submission__number=int(match["letter"]))
    return found & Q(number=int(match["number"])) if match["number"] else found


def _pattern(character: str) -> str:
    if character.isspace():
        return " "
    if forms := FORMS.get(character):
        return f"[{forms}]{MARKS}"
    return re.escape(character)


def _folded(character: str) -> str:
    bare = (one for one in unicodedata.normalize("NFD", character) if not unicodedata.combining(one))
    return "".join(bare).lower()


def _forms() -> dict[str, str]:
    """Every letter without case and diacritics, with all its forms."""
    forms: dict[str, str] = defaultdict(str)
    for character in map(chr, LETTERS):
        folded = _folded(character)
        if character.isalpha() and len(folded) == 1:
            forms[folded] += character
    return dict(forms)


FORMS = _forms()

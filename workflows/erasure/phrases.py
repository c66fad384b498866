"""Words that are erased, wherever they stand: in a text, in HTML, in JSON that is stored as text."""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any

SHORTEST = 3
"""Characters; something shorter would be found all over a plan."""

STRUCTURE = frozenset(
    {
        *("content_type", "filename", "format", "id", "kind", "language", "locale", "page", "path", "pk"),
        *("sha256", "slug", "translation_key", "type", "url_path"),
    }
)
"""Keys whose values are no words of people: changing one would break an address or lose a part."""

SPACE = r"(?:\s|&nbsp;|&#160;|&#xa0;)+"
"""Whatever stands between two words; Czech typography sets spaces that do not break."""

TAG = r"</?[a-zA-Z][a-zA-Z0-9-]*(?=[\s/>])(?:\"[^\"]*\"|'[^']*'|[^\"'<>])*>|<!--.*?-->"
"""Markup as editors store it. What looks like it otherwise, an address in angle brackets, is text."""

ENTITY = r"&(?:[a-zA-Z][a-zA-Z0-9]*|#[0-9]+|#[xX][0-9a-fA-F]+);"

NAMING = re.compile(r"""\s(?:(?:alt|title)=|href=(?=["']?(?:mailto|tel):))(?:"[^"]*"|'[^']*')""")
"""Attributes that tell people something; all others are addresses and numbers for programs."""


class Phrases:
    """What is erased, and the mark that is left of it. ``count`` says how often it was found so far."""

    def __init__(self, phrases: list[str], mark: str) -> None:
        self.words = [" ".join(phrase.split()) for phrase in phrases if phrase.strip()]
        self.mark = mark
        self.count = 0
        # The longer first, so that nothing is left of what begins with another.
        longest = sorted(self.words, key=len, reverse=True)
        found = "|".join(map(_bounded, longest)) or r"(?!)"
        self.pattern = re.compile(found)
        # From the left, whatever comes first: so nothing is ever found inside of a tag or an entity.
        self.reading = re.compile(f"(?P<tag>{TAG})|(?P<words>{found})|{ENTITY}", re.DOTALL)

    def out_of(self, data: Any) -> Any:
        """Return a text, or data that hold texts, without the phrases."""
        if isinstance(data, str):
            return self._out_of_text(data)
        if isinstance(data, dict):
            return {key: one if _is_structure(key, data) else self.out_of(one) for key, one in data.items()}
        return [self.out_of(one) for one in data] if isinstance(data, list) else data

    def stand_in(self, data: Any) -> bool:
        """Tell whether there is anything to erase here."""
        return Phrases(self.words, self.mark)._count_in(data) > 0

    def are_read_in(self, data: Any) -> bool:
        """Tell whether a reader still finds them, also where tags stand between two words."""
        if isinstance(data, str):
            return any(self._is_read_in(text) for text in (data, re.sub(TAG, "", data, flags=re.DOTALL)))
        if isinstance(data, dict):
            return any(self.are_read_in(one) for key, one in data.items() if not _is_structure(key, data))
        return isinstance(data, list) and any(map(self.are_read_in, data))

    def _count_in(self, data: Any) -> int:
        self.out_of(data)
        return self.count

    def _out_of_text(self, text: str) -> str:
        if text[:1] in ("[", "{") and (held := _json_in(text)) is not None:
            # A stream of blocks is stored as text in a revision; its letters are written as escapes there.
            cleared = self.out_of(held)
            return text if cleared == held else json.dumps(cleared)
        return self.reading.sub(self._replaced, text)

    def _is_read_in(self, text: str) -> bool:
        return any(found["words"] for found in self.reading.finditer(text))

    def _replaced(self, found: re.Match[str]) -> str:
        if found["tag"]:
            return NAMING.sub(self._without_naming, found["tag"])
        if found["words"]:
            self.count += 1
            return self.mark
        return found[0]

    def _without_naming(self, attribute: re.Match[str]) -> str:
        """Leave out the whole attribute: a mark inside of it could be no address and break the tag."""
        if not self.pattern.search(attribute[0]):
            return attribute[0]
        self.count += 1
        return ' alt=""' if attribute[0].lstrip().startswith("alt=") else ""


def spelled(phrase: str) -> str:
    """Return a pattern of a phrase as it is typed or as HTML writes it, with any white space between its words."""
    return SPACE.join(_word(word) for word in phrase.split())


def _bounded(phrase: str) -> str:
    """A phrase by itself, never a piece of a longer word."""
    before = r"(?<!\w)" if phrase[0].isalnum() else ""
    after = r"(?!\w)" if phrase[-1].isalnum() else ""
    return f"{before}{spelled(phrase)}{after}"


def _word(word: str) -> str:
    """A word as it is typed, or as HTML writes it."""
    plain, written = re.escape(word), re.escape(escape(word))
    return plain if plain == written else f"(?:{written}|{plain})"


def _is_structure(key: str, data: dict[str, Any]) -> bool:
    """A field of a document has a name that only programs read; a row beside a page may hold a person's."""
    return key in STRUCTURE or (key == "name" and "value" in data and "label" in data)


def _json_in(text: str) -> Any:
    try:
        held = json.loads(text)
    except ValueError:
        return None
    return held if isinstance(held, (dict, list)) else None

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

SPACE = r"(?:\s|&nbsp;|&#160;)+"
"""Whatever stands between two words; Czech typography sets spaces that do not break."""

TAG = re.compile(r"<[^<>]*>")


class Phrases:
    """What is erased, and the mark that is left of it. ``count`` says how often it was found so far."""

    def __init__(self, phrases: list[str], mark: str) -> None:
        self.words = [" ".join(phrase.split()) for phrase in phrases if phrase.strip()]
        self.mark = mark
        self.count = 0
        # The longer first, so that nothing is left of what begins with another.
        longest = sorted(self.words, key=len, reverse=True)
        self.pattern = re.compile("|".join(map(_pattern, longest)) or r"(?!)")

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
            return bool(self.pattern.search(data) or self.pattern.search(TAG.sub("", data)))
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
        cleared, count = self.pattern.subn(self.mark.replace("\\", r"\\"), text)
        self.count += count
        return cleared


def _pattern(phrase: str) -> str:
    return SPACE.join(_word(word) for word in phrase.split(" "))


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

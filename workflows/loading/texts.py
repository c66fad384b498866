"""Words and keys that a definition may carry: what the database keeps and a line of a list shows."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .ways import Problem

KEY = re.compile(r"[-a-zA-Z0-9_]{1,50}")
KEY_REASON = gettext_lazy(
    "A key is made of at most fifty letters without accents, digits, hyphens and underscores."
)

TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of writing, so that a line reads otherwise than it is."""

LONGEST_TITLE = 255
LINE_BREAKS = "\n\t"
"""The only invisible characters a sentence or a note may hold."""


def bad_keys(where: str, items: Iterable[Any]) -> Iterator[Problem]:
    """Yield keys that cannot be stored and keys that stand twice."""
    seen: set[str] = set()
    for item in items:
        if not KEY.fullmatch(item.key):
            yield f"{where}.{item.key}.key", KEY_REASON
        if item.key in seen:
            yield f"{where}.{item.key}", _("This key stands here twice.")
        seen.add(item.key)


def bad_texts(where: str, item: Any) -> Iterator[Problem]:
    """Yield what is wrong with the words of a role, a state, a transition or the definition itself."""
    for name in item.__dataclass_fields__:
        value, place = getattr(item, name), ".".join(filter(None, (where, name)))
        if isinstance(value, str) and _has_invisible(value):
            yield place, _("This text holds an invisible character.")
        if isinstance(value, tuple) and all(isinstance(one, str) for one in value):
            for one in (one for one, count in Counter(value).items() if count > 1):
                yield place, _("“%(name)s” stands here twice.") % {"name": one}
    yield from _bad_title(where, item, "title")
    if item.title_en:
        yield from _bad_title(where, item, "title_en")


def _bad_title(where: str, item: Any, name: str) -> Iterator[Problem]:
    title, place = getattr(item, name), ".".join(filter(None, (where, name)))
    if not title.strip():
        yield place, _("A title must not be empty.")
    if len(title) > LONGEST_TITLE or len(title.splitlines()) > 1:
        yield place, _("A title is one line of at most 255 characters.")


def _has_invisible(text: str) -> bool:
    return any(
        one in TURNING or (unicodedata.category(one) == "Cc" and one not in LINE_BREAKS) for one in text
    )

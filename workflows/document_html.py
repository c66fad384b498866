"""Rich text as readers get it."""

from __future__ import annotations

import re
from typing import Any

from wagtail.rich_text import expand_db_html

_HEADING = re.compile(r"<(/?)h([1-6])\b", re.IGNORECASE)
_EDITOR_KEY = re.compile(r'\sdata-block-key="[^"]*"')


def html_of(value: Any, *, below: int) -> str:
    """Return rich text as HTML whose headings stand one level below the heading ``below`` (1 to 6).

    Keys that the editor gives to paragraphs are left out: they change without the text changing.
    """
    source = getattr(value, "source", value) or ""
    return nest_headings(_EDITOR_KEY.sub("", expand_db_html(source)), below=below)


def nest_headings(html: str, *, below: int) -> str:
    """Move headings to consecutive levels below a heading, whatever levels were pasted."""
    used = sorted({match[2] for match in _HEADING.finditer(html)})
    levels = {level: min(below + place, 6) for place, level in enumerate(used, start=1)}
    return _HEADING.sub(lambda match: f"<{match[1]}h{levels[match[2]]}", html)

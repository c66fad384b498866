"""Pages called by name, so that an administrator finds them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import ngettext


def name_of(page: Any) -> str:
    """The title of a page with its key: two pages may share the one, never the other."""
    return f"{page.get_admin_display_title()} ({page.pk})"


def named(pages: Iterable[Any], most: int = 20) -> str:
    """Name as many pages as people read, and count the others."""
    pages = list(pages)
    names = ", ".join(name_of(page) for page in pages[:most])
    left = len(pages) - most
    if left <= 0:
        return names
    sentence = ngettext("%(pages)s and %(count)s more page", "%(pages)s and %(count)s more pages", left)
    return sentence % {"pages": names, "count": left}

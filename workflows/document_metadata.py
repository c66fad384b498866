"""Words that are published with a page though nobody reads them on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _


def metadata_of(page: Any) -> Iterator[tuple[str, str, str]]:
    """Yield name, label and value of what an editor set for search engines and menus, not of what was left alone."""
    labels = {
        "seo_title": _("Title for search engines"),
        "search_description": _("Description for search engines"),
    }
    for name, label in labels.items():
        if value := getattr(page, name, ""):
            yield name, label, value
    usual = getattr(page, "show_in_menus_default", False)
    if (shown := getattr(page, "show_in_menus", usual)) != usual:
        yield "show_in_menus", _("Shown in menus"), _("yes") if shown else _("no")

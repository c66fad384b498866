"""Whole addresses, for mail."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

UNSET = "localhost"
"""The host name of the site row that Wagtail's migrations make, which many projects never change."""


def full_address(page: Any, path: str) -> str:
    """Return the whole address of a path on the site a page belongs to; "" if nobody said where that is.

    Never taken from a request: whoever sends one may write any host into it.
    """
    site = page.get_site()
    root = site.root_url if site else ""
    if urlsplit(root).hostname in (UNSET, None):
        root = getattr(settings, "WAGTAILADMIN_BASE_URL", "") or root
    return f"{root.rstrip('/')}{path}" if root else ""

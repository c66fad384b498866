"""Where a reader is: the portal of the page, and the links that lead through it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from .portal_queries import sections_of
from .portals import portal_of

PLANS_ANCHOR = "#plany"


@dataclass(frozen=True)
class Link:
    """An entry of the navigation. ``current`` is a value of ``aria-current``, or empty."""

    title: str
    url: str
    current: str = ""


@dataclass
class Navigation:
    """The portal as its header shows it."""

    portal: Any
    page: Any
    request: HttpRequest | None

    @property
    def url(self) -> str:
        """The address of the portal."""
        return self.portal.get_url(self.request) or "/"

    @property
    def is_portal_page(self) -> bool:
        """The reader is on the portal's first page."""
        return self.page.pk == self.portal.pk

    @cached_property
    def links(self) -> list[Link]:
        """The plans first, then the portal's lists in the order of the page tree."""
        sections = list(self._sections())
        is_elsewhere = self.is_portal_page or any(link.current for link in sections)
        plans = Link(_("Plans"), self.url + PLANS_ANCHOR, "" if is_elsewhere else "true")
        return [plans, *sections]

    def _sections(self) -> Iterator[Link]:
        for section in sections_of(self.portal):
            yield Link(section.title, section.get_url(self.request) or self.url, self._standing_in(section))

    def _standing_in(self, section: Any) -> str:
        if section.pk == self.page.pk:
            return "page"
        return "true" if self.page.path.startswith(section.path) else ""


def portal_in(context: Any) -> Any | None:
    """Find the portal a template is rendered in: named by the view, or that of its page; asked for once a page."""
    if portal := context.get("portal"):
        return portal
    page = context.get("page")
    if not hasattr(page, "get_ancestors"):
        return None
    if not hasattr(page, "_kpss_portal"):
        page._kpss_portal = portal_of(page)
    return page._kpss_portal

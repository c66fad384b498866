"""What one may subscribe to: a page the public knows, with all that is below it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.models import Site

from ..base_page import BasePage
from ..models.public_versions import PublicVersionMixin
from ..public.routes import newest_public_version


def public_pages_of(request: HttpRequest) -> Any:
    """Return the pages of this site that stand in no private section, live or not."""
    site = Site.find_for_request(request)
    if site is None:
        return BasePage.objects.none()
    return BasePage.objects.descendant_of(site.root_page, inclusive=True).public()


def place_of(request: HttpRequest, pk: int) -> Any | None:
    """Return a page of this site that the public knows by a name; of a bundle, its root."""
    found = public_pages_of(request).filter(pk=pk).first()
    if found is None:
        return None
    page = found.specific
    root = getattr(page, "bundle_root", page)
    return root if public_title(root) else None


def public_title(page: Any) -> str:
    """Return what the public calls a page; "" for one it knows nothing of. The row of a draft is nobody's business."""
    page = page.specific
    if isinstance(page, PublicVersionMixin):
        return _title_of_versions(page)
    if not page.live:
        return ""
    site = Site.objects.filter(root_page_id=page.pk).exclude(site_name="").first()
    return site.site_name if site else page.title


def in_frame_of(place: Any) -> dict[str, Any]:
    """Return what the site's frame and our templates ask for on a page about a place."""
    name = public_title(place)
    return {"page": place.specific, "name": name, "feed_place": place.pk if name else None}


def _title_of_versions(page: Any) -> str:
    version = newest_public_version(page)
    if version:
        return version.title
    if card := page.get_public_card():
        return str(card.title)
    return page.title if page.live else ""

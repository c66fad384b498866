"""Which public view an address below a governed page leads to."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from wagtail.url_routing import RouteResult

from ..models.snapshots import Snapshot
from ..table.kinds import FILES
from .addresses import CHANGES, COMMENTS, DOCUMENT, TABLE, VERSION

SINGLE = {COMMENTS: "comments", CHANGES: "changes", DOCUMENT: "document", TABLE: "table"}


def route(page: Any, request: HttpRequest, components: list[str]) -> RouteResult | None:
    """Find our own addresses; ``None`` leaves the rest to Wagtail."""
    if components[:1] == [VERSION] and page.is_bundle_root:
        return _route_version(page, components[1:])
    if components or page.live:
        return None
    return _route_draft(page)


def newest_public_version(root: Any) -> Snapshot | None:
    """Return the newest version that was opened or put before a body."""
    return Snapshot.objects.of_page(root).public().order_by("-number").first()


def nearest_readable(page: Any, request: HttpRequest) -> Any:
    """Return the page if readers find more there than a withdrawal, else the nearest above it; ``None`` without one."""
    if page.live or page.get_public_card() or newest_public_version(page):
        return page
    above = page.get_ancestors().live().public().order_by("-depth")
    return next((one for one in above if one.get_url(request)), None)


def _route_version(page: Any, components: list[str]) -> RouteResult:
    if not components or not components[0].isdecimal():
        raise Http404
    is_file = len(components) == 3 and components[1] == TABLE and components[2] in FILES
    is_comment = len(components) == 3 and components[1] == COMMENTS
    if len(components) > 2 and not (is_file or is_comment):
        raise Http404
    snapshots = Snapshot.objects.of_page(page).filter(number=components[0][:9])
    snapshot = snapshots.select_related("consultation").first()
    if snapshot is None or not _is_readable(snapshot):
        raise Http404
    if len(components) == 1:
        return RouteResult(page, kwargs={"view": "version", "version": snapshot})
    if is_file:
        return RouteResult(page, kwargs={"view": "table_file", "version": snapshot, "kind": components[2]})
    if is_comment:
        return RouteResult(page, kwargs={"view": "beside", "version": snapshot, "number": components[2]})
    if name := SINGLE.get(components[1]):
        return RouteResult(page, kwargs={"view": name, "version": snapshot})
    if snapshot.item_of(components[1]) is None:
        raise Http404
    return RouteResult(page, kwargs={"view": "version", "version": snapshot, "slug": components[1]})


def _is_readable(snapshot: Snapshot) -> bool:
    """A withdrawn version answers too, by saying why it was withdrawn, once it had been open."""
    if snapshot.is_public():
        return True
    consultation = getattr(snapshot, "consultation", None)
    return bool(
        consultation and consultation.withdrawn_at and consultation.withdrawn_at >= consultation.opens_at
    )


def _route_draft(page: Any) -> RouteResult | None:
    """Answer for a page that is not live: with the newest public version, or with its announcement."""
    root = page.bundle_root
    if root.live:
        return None
    version = newest_public_version(root)
    if version and (page.is_bundle_root or version.item_of(page.slug)):
        slug = "" if page.is_bundle_root else page.slug
        return RouteResult(page, kwargs={"view": "version", "version": version, "slug": slug})
    if version is None and page.is_bundle_root:
        return _route_without_version(page)
    return None


def _route_without_version(page: Any) -> RouteResult | None:
    """Answer with the announcement, or with the reason why what stood here was withdrawn."""
    if page.get_public_card():
        return RouteResult(page, kwargs={"view": "card"})
    newest = Snapshot.objects.of_page(page).select_related("consultation").last()
    if newest and _is_readable(newest):
        return RouteResult(page, kwargs={"view": "version", "version": newest})
    return None

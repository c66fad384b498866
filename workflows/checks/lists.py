"""What lists of pages and files say about drafts, in the admin and in an API of the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.core import checks
from django.urls import get_resolver

HINT = (
    "Register workflows.api.PublicImagesAPIViewSet and PublicDocumentsAPIViewSet as your endpoints, or subclass "
    "them."
)


def lists_name_no_drafts(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Warn where everybody is shown the files of drafts, or every editor the titles."""
    return [*_policy(), *_endpoints()]


def _policy() -> list[checks.CheckMessage]:
    from ..doors.policy import ReadersOnly, page_policy

    if isinstance(page_policy(), ReadersOnly):
        return []
    return [
        checks.Warning(
            "Searches and reports of the admin name drafts to people who may not read them: the permission policy "
            "of pages was registered after ours.",
            hint="Register your policy earlier, for example in an app that stands before “workflows” in "
            "INSTALLED_APPS.",
            id="kpss_workflows.W023",
        )
    ]


def _endpoints() -> list[checks.CheckMessage]:
    return [
        checks.Warning(
            f"{view.__module__}.{view.__qualname__} lists every file of the library, those of drafts too.",
            hint=HINT,
            id="kpss_workflows.W022",
        )
        for view in dict.fromkeys(_views(get_resolver().url_patterns))
        if _lists_all_files(view)
    ]


def _lists_all_files(view: type) -> bool:
    from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
    from wagtail.documents.api.v2.views import DocumentsAPIViewSet
    from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
    from wagtail.images.api.v2.views import ImagesAPIViewSet

    from ..api import ShownInPublic

    narrow = (ShownInPublic, DocumentsAdminAPIViewSet, ImagesAdminAPIViewSet)
    return issubclass(view, (DocumentsAPIViewSet, ImagesAPIViewSet)) and not issubclass(view, narrow)


def _views(patterns: Iterable[Any]) -> Iterator[type]:
    """Yield the class of every API view among the addresses of the site."""
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from _views(pattern.url_patterns)
        elif view := getattr(pattern.callback, "cls", None):
            yield view

"""One page of a bundle before a reader's eyes, with everything that stands around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.utils import timezone

from ..models.comments import Comment
from ..models.consultations import Consultation
from ..models.snapshots import Snapshot
from ..table.links import FileLink, public_links
from .addresses import CHANGES, COMMENTS, DOCUMENT, TABLE, version_url
from .banner import around_consultation


@dataclass
class Reading:
    """The documents of a bundle, the one that is read, and what it is: approved, a version or a preview.

    ``preview_address`` says where the draft of a page is read; without it the links of a preview lead nowhere.
    """

    page: Any
    documents: list[dict[str, Any]]
    number: int | None = None
    version: Snapshot | None = None
    is_approved: bool = False
    is_preview: bool = False
    preview_address: Callable[[int], str] | None = None

    @property
    def position(self) -> int:
        """Which document of the bundle is read; without a number it is the one of the page."""
        if self.number is not None:
            return self.number
        return next((one for one, item in enumerate(self.documents) if item["page"] == self.page.pk), 0)

    @property
    def document(self) -> dict[str, Any]:
        """The document that is read."""
        return self.documents[self.position]

    @property
    def template(self) -> str:
        """The template of the page type, for the root of the bundle and for the pages inside alike."""
        from django.apps import apps

        return apps.get_model(self.document["type"]).version_template

    def context(self, request: HttpRequest) -> dict[str, Any]:
        """Everything the templates ask for, and what the host's frame asks of any page.

        The number of queries does not grow with the text.
        """
        root = self.page.bundle_root
        consultation = getattr(self.version, "consultation", None) if self.version else None
        consultations = self._consultations(root)
        return (
            self.page.get_context(request)
            | root.get_public_context(request)
            | {
                "page": root if self.position == 0 else self.page,
                "root": root,
                "document": self.document,
                "documents": self.documents,
                "version": self.version,
                "is_approved": self.is_approved,
                "is_preview": self.is_preview,
                "is_inside": self.position > 0,
                "consultation": consultation,
                "consultations": consultations,
                "table_files": self._table_files(
                    request, root, [*filter(None, [consultation]), *consultations]
                ),
                "counts": self._counts(consultation),
                "area_links": self._links(request, root),
                "root_url": self._url(request, root),
                "newer": self._newer(root),
                "feed_place": root.pk if self.version else None,
                **self._version_urls(request, root),
                **self._banner(request, root, consultation),
            }
        )

    def _banner(self, request: HttpRequest, root: Any, consultation: Consultation | None) -> dict[str, Any]:
        """Where the whole banner of the consultation stands."""
        if self.position or self.is_approved:
            return {}
        return around_consultation(consultation, root, request)

    def _links(self, request: HttpRequest, root: Any) -> list[dict[str, Any]]:
        return [
            {
                "title": item["title"],
                "document": item,
                "url": self._url(request, root, item),
                "is_current": position == self.position,
            }
            for position, item in enumerate(self.documents)
            if position
        ]

    def _url(self, request: HttpRequest, root: Any, item: dict[str, Any] | None = None) -> str:
        """An approved page has its own address, a version the one it keeps for ever, a draft one in the admin."""
        if self.is_preview:
            page_id = (item or self.documents[0])["page"]
            return self.preview_address(page_id) if self.preview_address and page_id else "#"
        slug = item["slug"] if item else ""
        if self.is_approved:
            return f"{root.get_url(request) or '/'}{slug + '/' if slug else ''}"
        return version_url(root, self.version.number, *filter(None, [slug]), request=request)

    def _version_urls(self, request: HttpRequest, root: Any) -> dict[str, str]:
        if self.version is None:
            return {}
        names = {
            "version": (),
            "comments": (COMMENTS,),
            "changes": (CHANGES,),
            "document": (DOCUMENT,),
            "table": (TABLE,),
        }
        number = self.version.number
        return {
            f"{name}_url": version_url(root, number, *rest, request=request) for name, rest in names.items()
        } | {"has_earlier": Snapshot.objects.of_page(root).public().filter(number__lt=number).exists()}

    def _consultations(self, root: Any) -> list[Consultation]:
        """Return what the public was asked about this page so far, the newest first."""
        if self.is_preview or self.position:
            return []
        opened = Consultation.objects.of_page(root).valid().filter(opens_at__lte=timezone.now())
        return list(opened.select_related("snapshot"))

    def _table_files(
        self, request: HttpRequest, root: Any, consultations: list[Consultation]
    ) -> dict[int, list[FileLink]]:
        """Return the files of the settlement tables that stand beside this page, by consultation."""
        if self.is_preview or self.position:
            return {}

        def address(consultation: Consultation, *rest: str) -> str:
            return version_url(root, consultation.snapshot.number, TABLE, *rest, request=request)

        return public_links(consultations, address)

    def _counts(self, consultation: Consultation | None) -> dict[str, int]:
        if consultation is None:
            return {}
        released = Comment.objects.public_on(consultation).order_by()
        return dict(released.values_list("part_id").annotate(count=Count("pk")))

    def _newer(self, root: Any) -> Snapshot | None:
        """Return the newest public version that is newer than what is read."""
        if self.version is None:
            return None
        newer = Snapshot.objects.of_page(root).public().filter(number__gt=self.version.number)
        return newer.select_related("consultation").order_by("-number").first()

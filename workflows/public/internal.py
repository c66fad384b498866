"""Answers to whoever reads an internal version: the pages of its bundle, and headers that keep it from spreading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse

from ..models.internal_versions import InternalVersion

SHUT = "script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"


@dataclass
class InternalReading:
    """The documents of a bundle and where each of them is read; ``address`` takes a slug, "" for the root."""

    documents: list[dict[str, Any]]
    address: Callable[[str], str]
    slug: str = ""

    @property
    def position(self) -> int | None:
        """Which document is read; ``None`` if there is none of this slug."""
        if not self.slug:
            return 0
        below = enumerate(self.documents[1:], start=1)
        return next((number for number, item in below if item["slug"] == self.slug), None)

    def context(self) -> dict[str, Any]:
        """What the templates of a document ask for. Nothing that stands beside the document in public is shown."""
        return {
            "document": self.documents[self.position],
            "documents": self.documents,
            "is_inside": self.position > 0,
            "root_url": self.address(""),
            "links": [
                {
                    "title": item["title"],
                    "url": self.address(item["slug"] if number else ""),
                    "is_current": number == self.position,
                }
                for number, item in enumerate(self.documents)
            ],
        }


def newer_was_made(version: InternalVersion) -> bool:
    """Tell whether others have been given a newer wording since."""
    return (
        InternalVersion.objects.of_stay(version.page, version.state_entry).filter(pk__gt=version.pk).exists()
    )


def sealed(response: HttpResponse, *, is_secret: bool = True) -> HttpResponse:
    """Keep an internal draft out of caches and search engines.

    With ``is_secret`` the address is a key, so it stays out of other sites' logs and of our own, too.
    """
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.setdefault("Content-Security-Policy", SHUT)
    if is_secret:
        response["Referrer-Policy"] = "no-referrer"
        # Django writes the address of every answer from 400 on into its log, unless somebody has done it.
        response._has_been_logged = True
    return response

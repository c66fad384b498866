"""Files that a text links to and pictures that stand in it: part of what is read, though only their addresses show."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from .document_files import file_value, image_value

LINK = re.compile(r'(?<=\shref=")[^"]*(?=")')
"""The address of a link in the HTML of a document; it was written by one function and always looks so."""

PICTURE = re.compile(r'<img\b[^>]*?\ssrc="([^"]*)"')

NUMBER = re.compile(r"([0-9]{1,18})/")


def linked_files(html: str) -> list[dict[str, Any]]:
    """Describe every file of the documents library that a text links to, in the order of their numbers."""
    links = {unescape(link) for link in LINK.findall(html)}
    numbers = {number for link in links if (number := number_of(link))}
    library = get_document_model()._default_manager
    found = library.in_bulk(numbers) if numbers else {}
    if getattr(settings, "WAGTAILDOCS_SERVE_METHOD", None) == "direct":
        found |= {row.pk: row for row in _stored_at(links, library.all())}
    return [file_value(found[number]) for number in sorted(found)]


def embedded_images(html: str) -> list[dict[str, Any]]:
    """Describe every picture of the images library that stands in a text, in the order of their numbers."""
    renditions = get_image_model().get_rendition_model().objects.select_related("image")
    addresses = {unescape(address) for address in PICTURE.findall(html)}
    found = {row.image_id: row.image for row in _stored_at(addresses, renditions)}
    return [image_value(found[number], alt=found[number].title, caption="") for number in sorted(found)]


def number_of(link: str) -> int | None:
    """The number of the document a link leads to, if it leads to one of the library."""
    library = reverse("wagtaildocs_serve", args=[0, "x"]).removesuffix("0/x")
    found = NUMBER.match(link.removeprefix(library)) if link.startswith(library) else None
    return int(found[1]) if found else None


def _stored_at(addresses: Iterable[str], rows: Any) -> Iterable[Any]:
    """Yield the rows whose files have these addresses; storages tell the address of a file, never the reverse."""
    for address in addresses:
        if name := unquote(urlsplit(address).path).rpartition("/")[2]:
            yield from (row for row in rows.filter(file__endswith=f"/{name}") if row.url == address)

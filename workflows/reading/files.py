"""Files that an internal version names, by the fingerprints they had when it was made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.urls import reverse
from wagtail.documents import get_document_model

from ..document import walk
from ..file_hashes import sha256_of

LINK = re.compile(r'(?<=\shref=")[^"]*(?=")')
"""The address of a link in the HTML of a document; it was written by one function and always looks so."""

NUMBER = re.compile(r"([0-9]{1,18})/")


def named_files(documents: list[dict[str, Any]]) -> dict[str, str]:
    """Return the SHA-256 of every file of the library that the documents name or link to, by its number."""
    fields = [field for document in documents for field in _fields(document)]
    named = {str(one["value"]["id"]): one["value"]["sha256"] for one in fields if one["kind"] == "file"}
    linked = {number for one in fields if one["kind"] == "html" for number in _linked(one["value"])}
    found = get_document_model().objects.in_bulk([number for number in linked if str(number) not in named])
    return named | {str(number): sha256_of(document) for number, document in found.items()}


def with_addresses(
    documents: list[dict[str, Any]], address: Callable[[int], str | None]
) -> list[dict[str, Any]]:
    """Return the documents with every file led to by another address; ``None`` leaves an address as it is."""
    return [_led(document, address) for document in documents]


def _led(item: dict[str, Any], address: Callable[[int], str | None]) -> dict[str, Any]:
    fields = [field | {"value": _value(field, address)} for field in item["fields"]]
    return item | {"fields": fields, "parts": [_led(part, address) for part in item["parts"]]}


def _value(field: dict[str, Any], address: Callable[[int], str | None]) -> Any:
    value = field["value"]
    if field["kind"] == "file":
        return value | {"url": address(value["id"])}
    if field["kind"] != "html":
        return value

    def led(match: re.Match[str]) -> str:
        number = _number_of(match[0])
        return (number and address(number)) or match[0]

    return LINK.sub(led, value)


def _fields(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from document["fields"]
    for part in walk(document["parts"]):
        yield from part["fields"]


def _linked(html: str) -> set[int]:
    return {number for link in LINK.findall(html) if (number := _number_of(link))}


def _number_of(link: str) -> int | None:
    """The number of the document a link leads to, if it leads to one of the library."""
    library = reverse("wagtaildocs_serve", args=[0, "x"]).removesuffix("0/x")
    found = NUMBER.match(link.removeprefix(library)) if link.startswith(library) else None
    return int(found[1]) if found else None

"""Files that an internal version names, by the fingerprints they had when it was made."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ..document import all_fields
from ..document_links import LINK, number_of


def named_files(documents: list[dict[str, Any]]) -> dict[str, str]:
    """Return the SHA-256 of every file of the library that the documents name or link to, by its number."""
    fields = [one for document in documents for one in (*all_fields(document), *document.get("linked", []))]
    return {str(one["value"]["id"]): one["value"]["sha256"] for one in fields if one["kind"] == "file"}


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
        number = number_of(match[0])
        return (number and address(number)) or match[0]

    return LINK.sub(led, value)

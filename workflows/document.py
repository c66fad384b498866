"""The document of a page: its content as plain data, for reading, freezing, comparing and taking away.

One function makes it (:func:`document_of`), one serialisation fixes its bytes (:func:`canonical_bytes`) and one
template renders it, so a preview, a frozen version, the approved plan and an export cannot differ.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from .document_links import embedded_images, linked_files
from .document_metadata import metadata_of

FORMAT = "kpss-document/1"


@dataclass(frozen=True)
class Field:
    """One labelled value of a page or part.

    ``kind`` names the shape of ``value``: ``text`` and ``html`` (str), ``list`` (list of str), ``table``
    (dict with ``caption``, ``header``, ``header_column`` and ``rows``), ``image`` (dict with ``id``, ``sha256``,
    ``alt``, ``caption``) and ``file`` (dict with ``id``, ``title``, ``filename``, ``size`` in bytes, ``sha256``).
    """

    name: str
    label: str
    kind: str
    value: Any

    @property
    def is_empty(self) -> bool:
        """Nothing to read here; zero is something."""
        return self.value in ("", None, [], {})


@dataclass(frozen=True)
class Part:
    """A piece of a page that has a name of its own: a chapter, a goal, a measure, an activity.

    ``id`` is a UUID and never changes; ``label`` is the kind as readers know it ("Opatření"), ``number`` and
    ``title`` are kept exactly as written.
    """

    id: str
    kind: str
    label: str
    number: str
    title: str
    fields: list[Field] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)


def document_of(page: Any) -> dict[str, Any]:
    """Make the document of one page, worded in the page's own language.

    Holds what a reader reads and what is published with it, and nothing else: no editor's notes, no times of saving.
    ``linked`` (files and pictures that its texts lead to) and ``metadata`` are there only if they hold something, so
    that documents without them keep the fingerprint they always had.
    """
    with translation.override(page.locale.language_code):
        document = {
            "format": FORMAT,
            "type": page._meta.label,
            "page": page.pk,
            "slug": page.slug,
            "language": page.locale.language_code,
            "title": page.title,
            "fields": _fields(page.get_document_fields()),
            "parts": [_part(part) for part in page.get_document_parts()],
        }
        beside = {"linked": _fields(_linked(document)), "metadata": _fields(_metadata(page))}
    return document | {key: fields for key, fields in beside.items() if fields}


def canonical_bytes(document: Any) -> bytes:
    """Serialise a document in its one form: sorted keys, no spaces, UTF-8. Fingerprints are over these bytes."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def fingerprint(data: bytes) -> str:
    """Return the SHA-256 of the bytes as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def walk(parts: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Go through the parts of a document from top to bottom, each before what it holds."""
    for part in parts:
        yield part
        yield from walk(part["parts"])


def all_fields(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Go through the fields of a document and of all its parts, from top to bottom."""
    yield from document["fields"]
    for part in walk(document["parts"]):
        yield from part["fields"]


def find_part(document: dict[str, Any], part_id: str) -> dict[str, Any] | None:
    """Find a part of the document by its UUID, or ``None``."""
    return next((part for part in walk(document["parts"]) if part["id"] == part_id), None)


def heading_of(part: dict[str, Any]) -> str:
    """Name a part as people quote it: "Opatření 1.2 Terénní péče"."""
    return " ".join(filter(None, (part["label"], part["number"], part["title"])))


def _linked(document: dict[str, Any]) -> Iterator[Field]:
    """Name what the texts link to by its content: the same address may lead to another file tomorrow."""
    html = "\n".join(one["value"] for one in all_fields(document) if one["kind"] == "html")
    for value in linked_files(html):
        yield Field(f"linked_file_{value['id']}", _("Linked file"), "file", value)
    for value in embedded_images(html):
        yield Field(f"embedded_image_{value['id']}", _("Picture in the text"), "image", value)


def _metadata(page: Any) -> Iterator[Field]:
    return (Field(name, label, "text", value) for name, label, value in metadata_of(page))


def _fields(fields: Iterable[Field]) -> list[dict[str, Any]]:
    return [_plain(asdict(item)) for item in fields if not item.is_empty]


def _part(part: Part) -> dict[str, Any]:
    return {
        "id": part.id,
        "kind": part.kind,
        "label": str(part.label),
        "number": part.number,
        "title": part.title,
        "fields": _fields(part.fields),
        "parts": [_part(child) for child in part.parts],
    }


def _plain(item: dict[str, Any]) -> dict[str, Any]:
    """Turn lazy translations into the words that are read now."""
    return item | {"label": str(item["label"])}

"""Chapters and annexes as parts of a document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from workflows.document import Field, Part
from workflows.document_files import file_value, image_value
from workflows.document_html import html_of

from .fields import html, present, table
from .identity import own_id

HEADING_LEVEL = 2
"""Chapters are headed h2 under the page's h1."""


def chapter_parts(chapters: Any) -> list[Part]:
    """Make one part of every chapter."""
    return [
        Part(
            id=own_id(child),
            kind="chapter",
            label=_("Chapter"),
            number=child.value["number"] or "",
            title=child.value["heading"] or "",
            fields=present(_body(child.value["body"])),
        )
        for child in chapters
    ]


def annex_parts(annexes: Any) -> list[Part]:
    """Make one part of every annex."""
    return [_annex(child) for child in annexes]


def _annex(child: Any) -> Part:
    file = file_value(child.value["document"])
    return Part(
        id=own_id(child),
        kind="annex",
        label=_("Annex"),
        number=child.value["number"] or "",
        title=child.value["title"] or (file or {}).get("title", ""),
        fields=present([Field("file", "", "file", file)]),
    )


def _body(body: Any) -> Iterator[Field]:
    for child in body or []:
        name = f"{child.block_type}-{own_id(child)}"
        if child.block_type == "paragraph":
            yield html(name, "", html_of(child.value, below=HEADING_LEVEL))
        elif child.block_type == "table":
            yield _grid(name, child.value or {})
        elif child.block_type == "image":
            words = {key: child.value[key] for key in ("alt", "caption")}
            yield Field(name, "", "image", image_value(child.value["image"], **words))


def _grid(name: str, value: dict[str, Any]) -> Field:
    """Read what the table editor stores; rows that are empty all along are its spare ones."""
    rows = [row for row in value.get("data") or [] if any(cell not in (None, "") for cell in row)]
    headers = value.get("table_header_choice", "")
    header = rows[0] if rows and headers in ("row", "both") else []
    return table(
        name,
        "",
        caption=value.get("table_caption") or "",
        header=[cell or "" for cell in header],
        header_column=headers in ("col", "column", "both"),
        rows=rows[1:] if header else rows,
    )

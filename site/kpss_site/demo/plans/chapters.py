"""Chapters of a plan: texts, tables with a caption, pictures with a description."""

from __future__ import annotations

from typing import Any

from ..rich_text import html
from ..uploads import Uploads


def chapters_of(chapters: list[dict[str, Any]], uploads: Uploads) -> list[dict[str, Any]]:
    """Return the stream of chapters."""
    return [
        {
            "type": "chapter",
            "value": {
                "number": chapter.get("number", ""),
                "heading": chapter["heading"],
                "body": [_piece(piece, uploads) for piece in chapter["body"]],
            },
        }
        for chapter in chapters
    ]


def _piece(piece: dict[str, Any], uploads: Uploads) -> dict[str, Any]:
    if "table" in piece:
        return {"type": "table", "value": _table(piece)}
    if "image" in piece:
        image = uploads.image(piece["image"], piece["caption"])
        return {
            "type": "image",
            "value": {"image": image.pk, "alt": piece["alt"], "caption": piece["caption"]},
        }
    return {"type": "paragraph", "value": html(piece["text"])}


def _table(piece: dict[str, Any]) -> dict[str, Any]:
    return {
        "data": piece["table"],
        "table_caption": piece["caption"],
        "table_header_choice": "both",
        "first_row_is_table_header": True,
        "first_col_is_header": True,
    }

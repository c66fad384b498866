"""Fields of a document, one maker for every kind; empty ones make nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workflows.document import Field


def text(name: str, label: Any, value: Any) -> Field:
    """Make a field of plain text."""
    return Field(name, str(label), "text", str(value or "").strip())


def items(name: str, label: Any, values: Iterable[Any]) -> Field:
    """Make a list."""
    return Field(name, str(label), "list", [str(value) for value in values if value])


def html(name: str, label: Any, value: str) -> Field:
    """Make a field of text that is already HTML."""
    return Field(name, str(label), "html", value)


def table(
    name: str,
    label: Any,
    *,
    header: list[Any],
    rows: list[list[Any]],
    caption: str = "",
    header_column: bool = False,
) -> Field:
    """Make a table; one without rows is empty."""
    value = {
        "caption": caption,
        "header": [str(cell) for cell in header],
        "header_column": header_column,
        "rows": [[str(cell) if cell not in (None, "") else "" for cell in row] for row in rows],
    }
    return Field(name, str(label), "table", value if rows else {})


def without_empty_columns(header: list[Any], rows: list[list[Any]]) -> dict[str, Any]:
    """Drop columns in which no row says anything; the first one stays."""
    kept = [
        place
        for place in range(len(header))
        if place == 0 or any(row[place] not in (None, "") for row in rows)
    ]
    return {
        "header": [header[place] for place in kept],
        "rows": [[row[place] for place in kept] for row in rows],
    }


def present(fields: Iterable[Field]) -> list[Field]:
    """Leave out what has nothing to read."""
    return [field for field in fields if not field.is_empty]

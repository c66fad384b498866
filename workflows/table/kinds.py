"""The files the settlement table is given as, by the word in their address."""

from __future__ import annotations

from importlib.util import find_spec

PDF, DOCX, XLSX, CSV = "pdf", "docx", "xlsx", "csv"

FILES = {
    PDF: "application/pdf",
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    CSV: "text/csv; charset=utf-8",
}
"""Their types, in the order they are offered."""

PACKAGES = {PDF: "typst", DOCX: "docx"}
"""What writes them, where it does not come with Wagtail; an extra of ours brings each."""


def offered() -> list[str]:
    """The kinds this installation can write."""
    return [kind for kind in FILES if is_offered(kind)]


def is_offered(kind: str) -> bool:
    """Tell whether there is such a kind and the package that writes it is installed."""
    return kind in FILES and (kind not in PACKAGES or find_spec(PACKAGES[kind]) is not None)

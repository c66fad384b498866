"""The document of a page type that says nothing of its own: everything an editor may write in it."""

from __future__ import annotations

from typing import Any

from ..document import Field
from .fields import own_fields
from .rows import row_fields


def fields_of(page: Any) -> list[Field]:
    """Return every field of the page's own type as a reader sees it, then its rows as tables.

    Pictures and files are named by their SHA-256 and what a key points to by its words, so a change of either changes
    the document. A model that holds more than readers see gives its words by ``get_document_words()``.
    """
    return [*own_fields(page), *row_fields(page)]

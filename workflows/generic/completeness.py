"""What keeps a draft of any page type from being published, in sentences; drafts may be saved incomplete."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError

from .fields import label_of
from .rows import row_relations, rows_of, title_of


def invalid_fields(page: Any) -> list[str]:
    """Say what is not valid in the page, then in its rows."""
    return [*_reasons(page), *_reasons_of_rows(page)]


def _reasons_of_rows(page: Any) -> Iterator[str]:
    for relation in row_relations(type(page)):
        for number, row in enumerate(rows_of(page, relation), start=1):
            for reason in _reasons(row, exclude=[relation.field.name]):
                yield f"{title_of(relation)} {number}: {reason}"


def _reasons(item: Any, **kwargs: Any) -> list[str]:
    try:
        item.full_clean(**kwargs)
    except ValidationError as error:
        return [_sentence(item, name, text) for name, texts in _messages(error).items() for text in texts]
    return []


def _messages(error: ValidationError) -> dict[str, list[str]]:
    return error.message_dict if hasattr(error, "error_dict") else {"": error.messages}


def _sentence(item: Any, name: str, text: str) -> str:
    """Put the label of the field before its error; what is wrong with the whole stands alone."""
    try:
        return f"{label_of(item._meta.get_field(name))}: {text}"
    except FieldDoesNotExist:
        return text

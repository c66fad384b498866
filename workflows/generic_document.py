"""The document of a page type that says nothing of its own: everything an editor may write in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.documents.models import AbstractDocument
from wagtail.fields import RichTextField, StreamField
from wagtail.images.models import AbstractImage

from .base_page import BasePage
from .document import Field
from .document_files import file_value, image_value
from .document_html import html_of

BELOW = 2
"""Headings of a page's texts stand below the label of their field."""


def fields_of(page: Any) -> list[Field]:
    """Return every field of the page's own type as a reader sees it, then its rows as tables.

    Pictures and files are named by their SHA-256 and what a key points to by its words, so a change of either changes
    the document.
    """
    return [*_own_fields(page), *_rows(page)]


def invalid_fields(page: Any) -> list[str]:
    """Say what keeps a draft from being valid; drafts may be saved incomplete."""
    try:
        page.full_clean()
    except ValidationError as error:
        return [_sentence(page, name, text) for name, texts in _messages(error).items() for text in texts]
    return []


def _own_fields(item: Any) -> Iterator[Field]:
    for field in _own(type(item)):
        kind, value = _value(item, field)
        yield Field(field.name, capfirst(str(field.verbose_name)), kind, value)


def _own(model: type) -> list[Any]:
    """The model's own fields: not the base page's, no keys that hold rows together."""
    inherited = {field.name for field in BasePage._meta.get_fields()}
    own = [*model._meta.fields, *model._meta.many_to_many]
    return [one for one in own if one.name not in inherited and one.editable and not one.primary_key]


def _value(item: Any, field: Any) -> tuple[str, Any]:
    value = getattr(item, field.name)
    if isinstance(field, RichTextField):
        return "html", html_of(value, below=BELOW)
    if isinstance(field, StreamField):
        return "html", html_of(str(value), below=BELOW) if value else ""
    if field.many_to_many:
        return "list", sorted(str(one) for one in value.all())
    if isinstance(value, AbstractImage):
        return "image", image_value(value, alt=value.default_alt_text, caption="")
    if isinstance(value, AbstractDocument):
        return "file", file_value(value)
    if isinstance(value, models.Model) and not isinstance(value, BasePage):
        return "list", _words_of(value)
    return "text", _text(item, field, value)


def _words_of(row: Any) -> list[str]:
    """A row the page names: how it is called, and the words it holds."""
    written = (models.CharField, models.TextField)
    fields = [field for field in row._meta.concrete_fields if isinstance(field, written)]
    words = [str(row), *(_text(row, field, getattr(row, field.name)) for field in fields)]
    return list(dict.fromkeys(filter(None, words)))


def _text(item: Any, field: Any, value: Any) -> str:
    if value is None or value == "":
        return ""
    if field.choices:
        return str(getattr(item, f"get_{field.name}_display")())
    if isinstance(field, models.DateTimeField):
        value = timezone.localtime(value)
    return str(formats.localize(value)) if not isinstance(value, bool) else _("yes") if value else _("no")


def _rows(page: Any) -> Iterator[Field]:
    inherited = {relation.related_name for relation in get_all_child_relations(BasePage)}
    for relation in get_all_child_relations(type(page)):
        if relation.related_name in inherited:
            continue
        label = capfirst(str(relation.related_model._meta.verbose_name_plural))
        rows = list(getattr(page, relation.get_accessor_name()).all())
        yield Field(relation.get_accessor_name(), label, "table", _table(relation, label, rows))


def _table(relation: Any, label: str, rows: list[Any]) -> dict[str, Any] | None:
    if not rows:
        return None
    columns = [one for one in _own(relation.related_model) if one.name != relation.field.name]
    shown = [one for one in columns if any(_cell(row, one) for row in rows)]
    return {
        "caption": label,
        "header": [capfirst(str(one.verbose_name)) for one in shown],
        "header_column": False,
        "rows": [[_cell(row, one) for one in shown] for row in rows],
    }


def _cell(row: Any, field: Any) -> str:
    value = _value(row, field)[1]
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, dict):
        return f"{value.get('title') or value.get('alt', '')} {value['sha256']}".strip()
    return value or ""


def _messages(error: ValidationError) -> dict[str, list[str]]:
    return error.message_dict if hasattr(error, "error_dict") else {"": error.messages}


def _sentence(page: Any, name: str, text: str) -> str:
    try:
        label = capfirst(str(page._meta.get_field(name).verbose_name))
    except Exception:  # an error of the whole page stands under no field's name
        return text
    return f"{label}: {text}"

"""Fields of any page or row as its readers see them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.documents.models import AbstractDocument
from wagtail.fields import RichTextField, StreamField
from wagtail.images.models import AbstractImage

from ..base_page import BasePage
from ..document import Field
from ..document_files import file_value, image_value
from ..document_html import html_of
from ..town_time import in_town

BELOW = 2
"""Headings of a page's texts stand below the label of their field."""


def own_fields(item: Any) -> Iterator[Field]:
    """Yield the fields of the item itself."""
    for field in own_columns(type(item)):
        kind, value = value_of(item, field)
        yield Field(field.name, label_of(field), kind, value)


def own_columns(model: type) -> list[Any]:
    """Return the model's own fields: not the base page's, and none that people do not write."""
    is_page = issubclass(model, BasePage)
    inherited = {field.name for field in BasePage._meta.get_fields()} if is_page else set()
    own = [*model._meta.fields, *model._meta.many_to_many]
    return [one for one in own if one.name not in inherited and one.editable and not one.primary_key]


def label_of(field: Any) -> str:
    """Return the name of a field as it stands above it."""
    return capfirst(str(field.verbose_name))


def value_of(item: Any, field: Any) -> tuple[str, Any]:
    """Return the kind of a field in a document, and what a reader sees in it."""
    value = getattr(item, field.name)
    if isinstance(field, RichTextField):
        return "html", html_of(value, below=BELOW)
    if isinstance(field, StreamField):
        return "html", html_of(str(value), below=BELOW) if value else ""
    if field.many_to_many:
        return "list", sorted(_name_of(one) for one in value.all())
    if isinstance(value, AbstractImage):
        return "image", image_value(value, alt=value.default_alt_text, caption="")
    if isinstance(value, AbstractDocument):
        return "file", file_value(value)
    if isinstance(value, models.Model) and not isinstance(value, BasePage):
        return "list", _words_of(value)
    return "text", _text(item, field, value)


def _name_of(row: Any) -> str:
    return ", ".join(_words_of(row)) if hasattr(row, "get_document_words") else str(row)


def _words_of(row: Any) -> list[str]:
    """A row the page names: how it is called, and the words people write in it."""
    if hasattr(row, "get_document_words"):
        return list(filter(None, row.get_document_words()))
    written = (models.CharField, models.TextField)
    fields = [one for one in row._meta.concrete_fields if isinstance(one, written) and one.editable]
    words = [str(row), *(_text(row, field, getattr(row, field.name)) for field in fields)]
    return list(dict.fromkeys(filter(None, words)))


def _text(item: Any, field: Any, value: Any) -> str:
    if value is None or value == "":
        return ""
    if field.choices:
        return str(getattr(item, f"get_{field.name}_display")())
    if isinstance(field, models.DateTimeField):
        value = in_town(value)
    return str(formats.localize(value)) if not isinstance(value, bool) else _("yes") if value else _("no")

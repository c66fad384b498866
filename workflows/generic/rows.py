"""Rows of a page (members of a group, items of an agenda) in its document: a table, and their longer texts below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.text import capfirst
from modelcluster.models import get_all_child_relations

from ..base_page import BasePage
from ..document import Field
from .fields import label_of, own_columns, value_of


def row_fields(page: Any) -> Iterator[Field]:
    """Yield the table of every kind of rows the page has."""
    for relation in row_relations(type(page)):
        rows = rows_of(page, relation)
        columns = [one for one in own_columns(relation.related_model) if one.name != relation.field.name]
        _read_together(rows, columns)
        yield from _fields(relation, rows, columns)


def row_relations(model: type) -> list[Any]:
    """Return the relations that hold the rows; the base page's and those that only join (tags) are not among them."""
    inherited = {relation.related_name for relation in get_all_child_relations(BasePage)}
    joining = {field.remote_field.through for field in model._meta.many_to_many}
    own = [one for one in get_all_child_relations(model) if one.related_name not in inherited]
    return [one for one in own if one.related_model not in joining]


def rows_of(page: Any, relation: Any) -> list[Any]:
    """Return the rows of a relation in their order, also those of a draft."""
    return list(getattr(page, relation.get_accessor_name()).all())


def title_of(relation: Any) -> str:
    """Return what the rows are called together."""
    return capfirst(str(relation.related_model._meta.verbose_name_plural))


def _read_together(rows: list[Any], columns: list[Any]) -> None:
    """Read what the rows point to, and what that needs for its words, in a few queries however many they are."""
    prefetch_related_objects(rows, *(one.name for one in columns if one.many_to_one))
    named: dict[type, list[Any]] = defaultdict(list)
    for one in (one for row in rows for column in columns for one in _pointed_to(row, column)):
        if hasattr(one, "get_document_words"):
            named[type(one)].append(one)
    for model, ones in named.items():
        prefetch_related_objects(ones, *(one.name for one in model._meta.concrete_fields if one.many_to_one))


def _pointed_to(row: Any, column: Any) -> list[Any]:
    if column.many_to_many:
        return list(getattr(row, column.name).all())
    return [getattr(row, column.name)] if column.many_to_one else []


def _fields(relation: Any, rows: list[Any], columns: list[Any]) -> Iterator[Field]:
    values = [{column: value_of(row, column) for column in columns} for row in rows]
    texts = [column for column in columns if any(row[column][0] == "html" for row in values)]
    shown = [one for one in columns if one not in texts and any(_cell(row[one][1]) for row in values)]
    name, title = relation.get_accessor_name(), title_of(relation)
    if shown:
        yield Field(name, title, "table", _table(title, shown, values))
    for number, (row, cells) in enumerate(zip(rows, values, strict=True), start=1):
        for column in texts:
            label = f"{str(row) or f'{title} {number}'}: {label_of(column)}"
            yield Field(f"{name}_{number}_{column.name}", label, *cells[column])


def _table(title: str, columns: list[Any], values: list[dict[Any, Any]]) -> dict[str, Any]:
    return {
        "caption": title,
        "header": [label_of(one) for one in columns],
        "header_column": False,
        "rows": [[_cell(row[one][1]) for one in columns] for row in values],
    }


def _cell(value: Any) -> str:
    """One value in the few words a cell has room for."""
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, dict):
        return f"{value.get('title') or value.get('alt', '')} {value['sha256']}".strip()
    return value or ""

"""Taking words out of what a page is made of: its row, the rows below it, its revisions, what people noted on it.

Rows are written past ``save``: this is no edit, and every door that guards saving would rightly refuse it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import models
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import Comment as Note
from wagtail.models import CommentReply, Revision, TaskState, WorkflowState

from ..base_page import BASE_PAGE_MODEL
from ..bundles import bundle_of
from ..models.comments import Comment, CommentWording
from ..models.snapshots import SnapshotItem
from .phrases import STRUCTURE, Phrases


def pages_of(root: Any) -> list[Any]:
    """Every page of the bundle that is still there, those that only older versions hold as well."""
    frozen = SnapshotItem.objects.filter(snapshot__page_id=root.pk).values("page_id")
    known = [page.pk for page in bundle_of(root)]
    tree = apps.get_model(BASE_PAGE_MODEL)._default_manager
    return [
        page.specific for page in (tree.filter(pk__in=frozen) | tree.filter(pk__in=known)).order_by("path")
    ]


def clear_pages(pages: list[Any], phrases: Phrases) -> None:
    """Clear rows and revisions."""
    for page in pages:
        _clear_row(page, phrases)
    numbers = [str(page.pk) for page in pages]
    for revision in Revision.page_revisions.filter(object_id__in=numbers):
        content = phrases.out_of(revision.content)
        if content != revision.content:
            name = phrases.out_of(revision.object_str)
            Revision.objects.filter(pk=revision.pk).update(content=content, object_str=name)


def clear_notes(root: Any, pages: list[Any], phrases: Phrases) -> None:
    """Clear what editors noted in the margin, what was said with a step, and what comments quote of the text."""
    keys = [page.pk for page in pages]
    runs = WorkflowState.objects.for_instance(root)
    _clear(Note.objects.filter(page__in=keys), ["text"], phrases)
    _clear(CommentReply.objects.filter(comment__page__in=keys), ["text"], phrases)
    _clear(TaskState.objects.filter(workflow_state__in=runs), ["comment"], phrases)
    quoting = Comment.objects.filter(submission__consultation__snapshot__page_id=root.pk)
    _clear(quoting, ["quote", "part_label"], phrases)
    _clear(CommentWording.objects.filter(comment__in=quoting), ["quote"], phrases)


def _clear_row(row: Any, phrases: Phrases) -> None:
    changes = dict(_changes(row, phrases))
    if changes:
        type(row)._base_manager.filter(pk=row.pk).update(**changes)
    if isinstance(row, ClusterableModel):
        for relation in get_all_child_relations(type(row)):
            model = relation.related_model
            for child in model._base_manager.filter(**{relation.field.attname: row.pk}):
                _clear_row(child, phrases)


def _changes(row: Any, phrases: Phrases) -> Iterator[tuple[str, Any]]:
    for field in row._meta.concrete_fields:
        if field.is_relation or field.primary_key or field.name in STRUCTURE:
            continue
        if isinstance(field, StreamField):
            yield from _changed_stream(field, row, phrases)
        elif isinstance(field, (models.CharField, models.TextField, models.JSONField)):
            value = field.value_from_object(row)
            cleared = phrases.out_of(value)
            if cleared != value:
                yield field.name, _fitting(field, cleared)


def _changed_stream(field: StreamField, row: Any, phrases: Phrases) -> Iterator[tuple[str, Any]]:
    value = field.get_prep_value(field.value_from_object(row))
    cleared = phrases.out_of(value)
    if cleared != value:
        yield field.name, field.to_python(json.dumps(cleared))


def _fitting(field: Any, value: Any) -> Any:
    """Cut what became longer than its column; the mark may be longer than what it stands for."""
    return value[: field.max_length] if isinstance(value, str) and field.max_length else value


def _clear(rows: Iterable[Any], names: list[str], phrases: Phrases) -> None:
    for row in rows:
        changes = {name: phrases.out_of(getattr(row, name)) for name in names}
        changes = {name: value for name, value in changes.items() if value != getattr(row, name)}
        fields = {name: _fitting(row._meta.get_field(name), value) for name, value in changes.items()}
        if fields:
            type(row)._base_manager.filter(pk=row.pk).update(**fields)

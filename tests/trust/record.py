"""Everything the database holds about one page, to tell before from after.

Which rows belong to a page is found from the models themselves: the page's own row, every row with a key to a row
that belongs, and the rows that name the page by number only. A table somebody adds later is looked at, too.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import Page

from workflows.models import FormKey

APPS = {"wagtailcore", "kpss_workflows", "testapp"}
"""Where the rows of a notice and of an ordinary page lie."""

IGNORED = {
    # Made anew from the pages by a command, or about who looks at the screen.
    "wagtailcore.ReferenceIndex",
    "wagtailcore.PageSubscription",
    # About places of the tree, never about one of our pages.
    "wagtailcore.GroupPagePermission",
    "wagtailcore.GroupSitePermission",
    "wagtailcore.PageViewRestriction",
    "wagtailcore.Site",
    "wagtailcore.WorkflowPage",
    "kpss_workflows.RoleAssignment",
}

Model = type[models.Model]
Row = tuple[str, Any]
"""A model's label and a primary key."""
Record = dict[Row, dict[str, Any]]


@dataclass(frozen=True)
class Link:
    """How rows of a model are found: a field, and the model whose keys it holds (``None``: the page's number)."""

    field: str
    target: str | None = None


def plan() -> dict[Model, list[Link]]:
    """Return every model whose rows can belong to a page, each after the models it points to."""
    found: dict[Model, list[Link]] = {Page: []}
    waiting = [one for one in apps.get_models() if is_looked_at(one)]
    while True:
        fitting = next(((one, ways) for one in waiting if (ways := keys_to(one, found))), None)
        fitting = fitting or next(((one, ways) for one in waiting if (ways := by_number(one))), None)
        if fitting is None:
            return found
        waiting.remove(fitting[0])
        found |= dict([fitting])


def is_looked_at(model: Model) -> bool:
    """Tell whether rows of this model can belong to one of our pages."""
    return model is not Page and model._meta.app_label in APPS and model._meta.label not in IGNORED


def keys_to(model: Model, found: Iterable[Model]) -> list[Link]:
    """Return the keys that point to models found already."""
    labels = {one._meta.label for one in found}
    keys = [field for field in model._meta.local_fields if field.is_relation and field.related_model]
    targets = [(field.attname, field.related_model._meta.label) for field in keys]
    return [Link(name, label) for name, label in targets if label in labels and label != model._meta.label]


def by_number(model: Model) -> list[Link]:
    """Return the fields that name the page without a key to it."""
    names = {field.name for field in model._meta.local_fields}
    if {"base_content_type", "object_id"} <= names:
        return [Link("object_id")]
    return [Link("page_id")] if "page_id" in names else []


def record_of(pk: int, key: Any = None) -> Record:
    """Return every row that belongs to the page, and the one-time key of a form, as they are stored."""
    keys: dict[str, set[Any]] = {Page._meta.label: {pk}}
    rows: Record = {}
    for model, ways in PLAN.items():
        chosen = models.Q(pk=pk) if model is Page else models.Q(pk__in=[])
        for way in ways:
            chosen |= condition(way, keys, pk)
        found = stored(model, chosen)
        keys[model._meta.label] = {number for _label, number in found}
        rows |= found
    return rows | (stored(FormKey, models.Q(pk=key)) if key else {})


def condition(way: Link, keys: dict[str, set[Any]], pk: int) -> models.Q:
    """Word a link as a question to the database."""
    if way.target:
        return models.Q(**{f"{way.field}__in": keys[way.target]})
    if way.field == "object_id":
        return models.Q(base_content_type=ContentType.objects.get_for_model(Page), object_id=str(pk))
    return models.Q(**{way.field: pk})


def stored(model: Model, chosen: models.Q) -> Record:
    """Read the chosen rows of one table."""
    own = [field.attname for field in model._meta.local_fields]
    found = model._base_manager.filter(chosen).values("pk", *own)
    return {(model._meta.label, row.pop("pk")): row for row in found}


PLAN = {model: ways + [one for one in by_number(model) if one not in ways] for model, ways in plan().items()}


def difference(before: Record, after: Record) -> Counter[str]:
    """Tell what was added, changed and removed, in words that are the same for every page."""
    lines: Counter[str] = Counter()
    for label, pk in before.keys() | after.keys():
        old, new = before.get((label, pk)), after.get((label, pk))
        if old is None:
            lines[f"+ {label} {_written(new)}"] += 1
        elif new is None:
            lines[f"- {label}"] += 1
        elif old != new:
            changed = {name: value for name, value in new.items() if value != old[name]}
            lines[f"~ {label} {_written(changed)}"] += 1
    return lines


GIVEN = re.compile(r'((?:path\\*": )\\*")[A-Z0-9]+')
BLOCK = re.compile(r' data-block-key=\\*"[a-z0-9]+\\*"')
OPAQUE = re.compile(r"[0-9a-f]{64}|[0-9a-f-]{36}|[A-Za-z0-9_-]{30,}")
NUMBER = re.compile(r"[0-9]+")


def _written(row: Any) -> str:
    """Write a row without what differs from page to page: keys, times, fingerprints, tokens."""
    plain = {name: _plain(value) for name, value in sorted(row.items())}
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True)
    return NUMBER.sub("0", OPAQUE.sub("…", GIVEN.sub(r"\1…", BLOCK.sub("", text))))


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str | dict | list):
        return value
    return type(value).__name__

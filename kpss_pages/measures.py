"""Write the searchable rows of a plan when it is published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import transaction
from wagtail.rich_text import get_text_for_indexing
from wagtail.search.backends import get_search_backends_with_name

from .models.measures import Measure

AREA_TYPE = "kpss_pages.PlanAreaPage"
PLAN_TYPE = "kpss_pages.PlanPage"
IDENTITY = ["area", "block_id"]
WRITTEN = [
    "plan",
    "number",
    "title",
    "description",
    "goal_number",
    "goal_title",
    "goal_type",
    "target_groups",
    "implementers",
    "sort_order",
]


def rewrite_measures(snapshot: Any) -> None:
    """Make the rows of a plan say what its published snapshot says. Doing it again changes nothing.

    A measure keeps its row as long as it stays in its area; rows of measures that are gone go too.
    """
    items = list(snapshot.items.order_by("position"))
    plan_id = next((item.page_id for item in items if item.document["type"] == PLAN_TYPE), None)
    if plan_id is None:
        return
    rows = list(_rows(plan_id, items))
    with transaction.atomic():
        written = Measure.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=IDENTITY, update_fields=WRITTEN, batch_size=500
        )
        kept = {(row.area_id, row.block_id) for row in written}
        gone = [
            row.pk
            for row in Measure.objects.filter(plan_id=plan_id)
            if (row.area_id, row.block_id) not in kept
        ]
        Measure.objects.filter(pk__in=gone).delete()
    _index(plan_id)


def _rows(plan_id: int, items: list[Any]) -> Iterator[Measure]:
    found = [
        (item.page_id, goal, part)
        for item in items
        if item.document["type"] == AREA_TYPE
        for goal, part in _measures(item.document["parts"])
    ]
    for place, (area_id, goal, part) in enumerate(found):
        yield _row(part, goal, plan_id=plan_id, area_id=area_id, sort_order=place)


def _measures(parts: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Find measures under goals and measures that stand without one, each with its goal or nothing."""
    for part in parts:
        if part["kind"] == "measure":
            yield {}, part
        elif part["kind"] == "goal":
            yield from ((part, child) for child in part["parts"] if child["kind"] == "measure")


def _row(part: dict[str, Any], goal: dict[str, Any], **place: int) -> Measure:
    return Measure(
        **place,
        block_id=UUID(part["id"]),
        number=part["number"],
        title=part["title"],
        description=get_text_for_indexing(_value(part, "description", "")),
        goal_number=goal.get("number", ""),
        goal_title=goal.get("title", ""),
        goal_type=_value(part, "goal_type", "") or (_value(goal, "goal_type", "") if goal else ""),
        target_groups="\n".join(_value(part, "target_groups", [])),
        implementers="\n".join(_value(part, "implementers", [])),
    )


def _value(part: dict[str, Any], name: str, default: Any) -> Any:
    return next((field["value"] for field in part["fields"] if field["name"] == name), default)


def _index(plan_id: int) -> None:
    """Bulk writing tells nobody, so the search backends are told here."""
    rows = list(Measure.objects.filter(plan_id=plan_id))
    for _name, backend in get_search_backends_with_name(with_auto_update=True):
        backend.add_bulk(Measure, rows)

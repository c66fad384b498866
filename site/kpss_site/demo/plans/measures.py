"""Measures as the stream of an area keeps them, from the short form in which the content writes them."""

from __future__ import annotations

from typing import Any

from ..rich_text import html
from .items import item
from .money import money_of
from .times import timeframe_of, years_of

LINES = {"for": "target_groups", "by": "implementers", "with": "partners", "out": "outputs"}
MORE_LINES = {"risk": "risks", "services": "related_services"}


def goals_of(area: dict[str, Any], number: str, period: list[int], variant: str) -> list[dict[str, Any]]:
    """Return the stream of an area: goals with their measures, or measures alone. Numbers follow the order."""
    defaults = area.get("defaults", {})
    if "measures" in area:
        chosen = _chosen(area["measures"], variant)
        return [_measure(defaults | one, f"{number}.{place}", period) for place, one in enumerate(chosen, 1)]
    return [
        _goal(goal, f"{number}.{place}", defaults, period, variant)
        for place, goal in enumerate(area["goals"], 1)
    ]


def _goal(
    goal: dict[str, Any], number: str, defaults: dict[str, Any], period: list[int], variant: str
) -> dict[str, Any]:
    chosen = _chosen(goal["measures"], variant)
    measures = [_measure(defaults | one, f"{number}.{place}", period) for place, one in enumerate(chosen, 1)]
    value = {"number": number, "title": goal["title"], "goal_type": goal.get("type", "")}
    value |= {"description": html(goal.get("text", "")), "measures": [item(one["value"]) for one in measures]}
    return {"type": "goal", "value": value}


def _chosen(measures: list[dict[str, Any]], variant: str) -> list[dict[str, Any]]:
    """Leave out what came with the newer plan from the older one, and the other way round."""
    if variant == "before":
        return [one | one.get("before", {}) for one in measures if not one.get("new")]
    return [one for one in measures if not one.get("old")]


def _measure(facts: dict[str, Any], number: str, period: list[int]) -> dict[str, Any]:
    when = facts.get("when", "průběžně")
    value = {
        "number": number,
        "title": facts["title"],
        "description": html(facts.get("text", "")),
        "justification": facts.get("why", ""),
        "responsible": facts.get("lead", ""),
        "timeframe": timeframe_of(when),
        "indicators": [_row(row, "name", "unit", "baseline", "target") for row in facts.get("ind", [])],
        "development_intentions": [
            _row(row, "service", "capacity", "from_when", "cost") for row in facts.get("intent", [])
        ],
        "activities": [_activity(row, place) for place, row in enumerate(facts.get("steps", []), 1)],
    }
    value |= {name: "\n".join(facts.get(key, [])) for key, name in (LINES | MORE_LINES).items()}
    return {"type": "measure", "value": value | money_of(facts["money"], years_of(when, period))}


def _activity(row: str, place: int) -> dict[str, Any]:
    title, responsible, when = _cells(row)
    value = {"number": str(place), "title": title, "responsible": responsible}
    return item(value | {"timeframe": timeframe_of(when)})


def _row(row: str, *names: str) -> dict[str, Any]:
    return item(dict(zip(names, _cells(row), strict=True)))


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.split(" | ")]

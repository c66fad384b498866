"""Plans as sources tell of them: recorded plans, public at once, with the words of the source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..models import RecordedPlanPage
from .kinds import Facts
from .monitoring import reports_on
from .publishing import publish_below
from .resolutions import count_resolutions, record_resolutions
from .town import Town

PARENT_PLAN = "Provádí plán „%s“."
GROUP_OF_AREA = "Oblast %(area)s: %(group)s."


def load_plans(town: Town) -> None:
    """Publish the plans below the portal, each after the one it follows."""

    def make(facts: Facts) -> RecordedPlanPage:
        page = publish_below(town.portal, RecordedPlanPage(**_values(facts, town)), facts["id"])
        record_resolutions(page, facts["approvals"], town)
        return page

    for facts in town.facts["plans"]:
        count_resolutions("plans", facts, facts["approvals"], town)
    town.load_each("plans", RecordedPlanPage, make, _older_first(town.facts["plans"]))


def _older_first(plans: list[Facts]) -> list[Facts]:
    """Order the plans so that a predecessor exists when its successor names it."""
    older = {plan["id"]: plan["supersedes"] for plan in plans}
    return sorted(plans, key=lambda plan: len(list(_predecessors(plan["id"], older))))


def _predecessors(plan: str, older: dict[str, str]) -> Iterator[str]:
    while plan := older.get(plan, ""):
        yield plan


def _values(facts: Facts, town: Town) -> dict[str, Any]:
    period = facts["period"]
    return {
        "title": facts["title"],
        "kind": facts["kind"],
        "sequence": facts["sequence"],
        "period_from": period["from_year"],
        "period_to": period["to_year"],
        "period_text": period["text"],
        "territory": facts["territory"],
        "author": ", ".join(_authors(facts, town)),
        "areas": [("area", {"number": one["number"], "name": one["name"]}) for one in facts["areas"]],
        "goal_types": facts["goal_types"],
        "predecessor": town.get("plans", facts["supersedes"]),
        "source_name": "; ".join(town.facts["sources"])[:255],
        "source_status": facts["status"],
        "notes": [*facts["notes"], *_more_notes(facts, town)],
    }


def _authors(facts: Facts, town: Town) -> Iterator[str]:
    for identifier in facts["prepared_by"]:
        yield town.named("organisations", identifier) or town.named("persons", identifier)


def _more_notes(facts: Facts, town: Town) -> Iterator[str]:
    """Tell what a recorded plan has no field for."""
    if facts["parent_plan"]:
        yield PARENT_PLAN % town.named("plans", facts["parent_plan"])
    for area in facts["areas"]:
        if area["group"]:
            group = town.named("groups", area["group"])
            yield GROUP_OF_AREA % {"area": area["number"] or area["name"], "group": group}
    yield from reports_on(facts, town.facts)

"""Plans and areas made in one line each, and their goals and measures as the database keeps them."""

from collections.abc import Sequence
from itertools import count
from typing import Any

from kpss_pages.models import KpssIndexPage, PlanAreaPage, PlanPage

_numbers = count(1)


def a_plan(portal: KpssIndexPage, **values: Any) -> PlanPage:
    """A draft of a plan for 2018-2022."""
    number = next(_numbers)
    defaults = {"title": "Komunitní plán", "slug": f"plan-{number}", "period_from": 2018, "period_to": 2022}
    return portal.add_child(instance=PlanPage(live=False, **defaults | values))


def an_area(plan: PlanPage, goals: Any = (), **values: Any) -> PlanAreaPage:
    """A draft of an area with the given goals or measures."""
    number = next(_numbers)
    defaults = {"title": "Senioři", "slug": f"oblast-{number}", "number": str(number)}
    return plan.add_child(instance=PlanAreaPage(live=False, goals=goals or [], **defaults | values))


def a_goal(
    number: str = "1", title: str = "Péče doma", measures: Sequence[dict[str, Any]] = (), **values: Any
) -> Any:
    """A goal with the given measures."""
    items = [{"type": "item", "value": measure["value"]} | _identity(measure) for measure in measures]
    return {"type": "goal", "value": {"number": number, "title": title, "measures": items} | values}


def a_measure(
    number: str = "1.1", title: str = "Terénní péče", id: str = "", **values: Any
) -> dict[str, Any]:
    """A measure."""
    return {"type": "measure", "value": {"number": number, "title": title} | values} | (
        {"id": id} if id else {}
    )


def a_chapter(heading: str = "Úvod", number: str = "", body: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    """A chapter made of the given blocks."""
    return {"type": "chapter", "value": {"number": number, "heading": heading, "body": list(body)}}


def _identity(measure: dict[str, Any]) -> dict[str, str]:
    return {"id": measure["id"]} if "id" in measure else {"id": ""}

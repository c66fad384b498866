"""Lead every plan of the content from its first draft to the state it is to be found in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from kpss_pages.models import Contact, LaterDocument, PlanCard, PlanPage, ShortVersion

from ..beside import put_beside
from ..calendar import at
from ..content import names
from ..publishing import is_there
from ..rich_text import html
from ..stored_times import as_of
from ..town import Town
from .drafts import write_plan
from .recorded import ensure_recorded
from .steps import take

WRITING = timedelta(days=45)
"""How long before its first step a plan was written."""


def ensure_plans(town: Town) -> None:
    """Tell the story of every plan that is missing; the older ones come first, so that newer ones can follow them."""
    for name in names("plans"):
        facts = town.read(name, plan_year=_first_year(town, name))
        if "recorded" in facts:
            ensure_recorded(town, facts["recorded"])
        elif not is_there(PlanPage, town.portal, facts["slug"]):
            _tell(town, facts)


def _first_year(town: Town, name: str) -> int | None:
    period = town.read(name).get("period")
    return period and period[0]


def _tell(town: Town, facts: dict[str, Any]) -> None:
    steps = facts.get("steps", [])
    began = _moment(town, steps[0], 0) if steps else at(town.calendar.day(-1))
    with as_of(began - WRITING):
        plan = write_plan(town, facts)
        _announce(town, plan, facts)
    for order, step in enumerate(steps):
        # The post comes on days of its own.
        if step["do"] == "receive":
            take(town, plan, step, town.calendar.now)
            continue
        moment = _moment(town, step, order)
        with as_of(moment):
            take(town, plan, step, moment)
    _stand_beside(town, plan, facts)


def _moment(town: Town, step: dict[str, Any], order: int) -> datetime:
    return at(town.calendar.day_of(step), minutes=5 * order)


def _announce(town: Town, plan: PlanPage, facts: dict[str, Any]) -> None:
    """Let the public read a card of a plan nobody may read yet."""
    if card := facts.get("card"):
        row = PlanCard(**card | {"steps": html(card["steps"]), "announced_by": town.coordinator})
        put_beside(plan, [row], user=town.coordinator)


def _stand_beside(town: Town, plan: PlanPage, facts: dict[str, Any]) -> None:
    """Add contacts and the short version when the way is over, later documents on their days."""
    rows: list[Any] = [Contact(**contact) for contact in facts.get("contacts", [])]
    if short := facts.get("short"):
        document = town.uploads.document(short["file"], f"{facts['title']} – stručně")
        rows.append(ShortVersion(text=html(short["text"]), document=document))
    if rows:
        with as_of(_moment(town, facts["steps"][-1], len(facts["steps"]))):
            put_beside(plan, rows, user=town.coordinator)
    for one in facts.get("documents", []):
        _add_later_document(town, plan, one)


def _add_later_document(town: Town, plan: PlanPage, facts: dict[str, Any]) -> None:
    day = town.calendar.day(facts["day"])
    document = town.uploads.document(facts["file"], facts["title"])
    row = LaterDocument(title=facts["title"], document=document, published_on=day, note=facts["note"])
    with as_of(at(day)):
        put_beside(plan, [row], user=town.coordinator)

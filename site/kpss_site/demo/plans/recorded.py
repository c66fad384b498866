"""Plans decided before this site: one short form each, public at once."""

from __future__ import annotations

from typing import Any

from kpss_pages.models import RecordedPlanPage
from workflows.actions.record_resolution import RecordResolution

from ..calendar import at
from ..publishing import is_there, publish
from ..rich_text import html
from ..stored_times import as_of
from ..town import Town

COPIED = ("title", "sequence", "author", "territory")


def ensure_recorded(town: Town, facts: dict[str, Any]) -> None:
    """Publish the plan and record its resolutions, unless it is there."""
    if is_there(RecordedPlanPage, town.portal, facts["slug"]):
        return
    moment = at(town.calendar.day(-1450))
    page = publish(town.portal, _page(town, facts), facts["slug"], user=town.editor, moment=moment)
    with as_of(moment):
        for name in ("resolution", "later"):
            if name in facts:
                RecordResolution(page, user=town.coordinator, values=facts[name]).execute()


def _page(town: Town, facts: dict[str, Any]) -> RecordedPlanPage:
    page = RecordedPlanPage(**{name: facts[name] for name in COPIED}, text=html(facts["text"]))
    page.period_from, page.period_to = facts["period"]
    page.areas = [("area", {"number": number, "name": name}) for number, name in facts["areas"]]
    page.predecessor = town.portal.get_children().filter(slug=facts.get("predecessor")).first()
    if "document" in facts:
        page.document = town.uploads.document(facts["document"], facts["title"])
    return page

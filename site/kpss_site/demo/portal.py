"""The portal of the invented town, marked as invented on every page of it."""

from __future__ import annotations

from typing import Any

from kpss_pages.models import Contact, KpssIndexPage

from . import content
from .beside import put_beside
from .calendar import Calendar, at
from .publishing import publish
from .rich_text import html

COPIED = (
    "title",
    "official_name",
    "invented_note",
    "territory_name",
    "territory_kind",
    "territory_description",
    "city_districts",
    "district",
    "region",
    "population",
)


def ensure_portal(home: Any, calendar: Calendar, *, user: Any) -> KpssIndexPage:
    """Return the portal, made with its contacts if it is missing."""
    facts = content.read("town", year=calendar.year)
    found = KpssIndexPage.objects.child_of(home).filter(slug=facts["slug"]).first()
    if found:
        return found
    page = KpssIndexPage(**{name: facts[name] for name in COPIED}, introduction=html(facts["introduction"]))
    page.process = [("list", one | {"lines": "\n".join(one["lines"])}) for one in facts["process"]]
    portal = publish(home, page, facts["slug"], user=user, moment=at(calendar.day(-1500)))
    put_beside(portal, [Contact(**contact) for contact in facts["contacts"]], user=user)
    return portal

"""The groups that plan, with people of every side of the triad."""

from __future__ import annotations

from typing import Any

from kpss_pages.models import GroupMember, GroupPage

from .calendar import at
from .publishing import is_there, publish
from .rich_text import html
from .town import Town

COPIED = ("title", "kind", "meeting_frequency", "email", "founded_by")


def ensure_groups(town: Town) -> None:
    """Find the groups and publish those that are missing."""
    listing = town.listings["groups"]
    for facts in town.read("groups")["groups"]:
        if not is_there(GroupPage, listing, facts["slug"]):
            moment = at(town.calendar.day(-1400))
            publish(listing, _group(town, facts), facts["slug"], user=town.editor, moment=moment)
        town.groups[facts["slug"]] = GroupPage.objects.child_of(listing).get(slug=facts["slug"])


def _group(town: Town, facts: dict[str, Any]) -> GroupPage:
    page = GroupPage(
        **{name: facts[name] for name in COPIED if name in facts},
        purpose=html(facts["purpose"]),
        lead=town.people[facts["lead"]],
        members=[_member(town, dict(seat)) for seat in facts["members"]],
    )
    page.topics.add(*facts.get("topics", []))
    return page


def _member(town: Town, seat: dict[str, Any]) -> GroupMember:
    for name, register in (
        ("person", town.people),
        ("deputy", town.people),
        ("organisation", town.organisations),
    ):
        if name in seat:
            seat[name] = register[seat[name]]
    return GroupMember(**seat)

"""Groups with their members, and the resolutions that established them."""

from __future__ import annotations

from typing import Any

from workflows.models import Resolution

from ..models import GroupMember, GroupPage, Organisation
from .kinds import Facts
from .publishing import publish_below
from .resolutions import approval_in_words, count_resolutions, record_resolutions
from .town import Town

AREA = "Oblast: %s."
SIDES = {
    "provider": GroupMember.Side.PROVIDER,
    "ngo_provider": GroupMember.Side.PROVIDER,
    "public": GroupMember.Side.PUBLIC,
}
"""Sides that follow from the role of an organisation; an office may be on any."""


def load_groups(town: Town) -> None:
    """Publish the groups below the portal's list of groups."""

    def make(facts: Facts) -> GroupPage:
        values = _values(facts, town)
        page = publish_below(town.listings["groups"], GroupPage(**values), facts["id"])
        record_resolutions(page, _naming(facts, town), town)
        return page

    for facts in town.facts["groups"]:
        count_resolutions("groups", facts, _naming(facts, town), town)
    town.load_each("groups", GroupPage, make)
    _record_general(town)


def _record_general(town: Town) -> None:
    """Record resolutions that name no group beside the list of all groups, with a new portal."""
    general = _general(town)
    if not town.is_new or not general:
        return
    town.report.added[Resolution] += len(general)
    if not town.report.dry_run:
        record_resolutions(town.listings["groups"], general, town)


def _values(facts: Facts, town: Town) -> dict[str, Any]:
    area = AREA % facts["area"] if facts["area"] else ""
    approvals = [*_general(town), *_naming(facts, town)]
    return {
        "title": facts["name"],
        "kind": facts["kind"],
        "lead": town.get("persons", facts["lead"]),
        "meeting_frequency": facts["meeting_frequency"],
        "founded_by": "; ".join(map(approval_in_words, approvals))[:255],
        "note": "\n".join(filter(None, (facts["note"], area))),
        "members": _members(facts, town),
    }


def _members(facts: Facts, town: Town) -> list[GroupMember]:
    """Seats of people first, then of organisations; those listed once for all sit in every working group."""
    for_all = town.facts["group_member_organisations"] if facts["kind"] == GroupPage.Kind.WORKING else []
    organisations = dict.fromkeys([*facts["organisations"], *for_all])
    seats = [GroupMember(person=person) for person in town.get_all("persons", facts["members"])]
    seats += [
        _seat(town, identifier) for identifier in organisations if town.get("organisations", identifier)
    ]
    for position, seat in enumerate(seats):
        seat.sort_order = position
    return seats


def _seat(town: Town, identifier: str) -> GroupMember:
    organisation: Organisation = town.get("organisations", identifier)
    role = next(one["role"] for one in town.facts["organisations"] if one["id"] == identifier)
    return GroupMember(organisation=organisation, side=SIDES.get(role, ""))


def _naming(group: Facts, town: Town) -> list[Facts]:
    """Resolutions that name the group."""
    return [one for one in town.facts["group_approvals"] if group["id"] in {one["group"], *one["groups"]}]


def _general(town: Town) -> list[Facts]:
    """Resolutions that name no group speak of all groups of the town."""
    return [one for one in town.facts["group_approvals"] if not one["group"] and not one["groups"]]

"""Whom a coordinator may want to ask for an opinion: the members of the group whose turn it is."""

from __future__ import annotations

from typing import Any

from workflows.registry import SuggestedReader

from .models.groups import GroupMember, GroupPage
from .portals import portal_of


def suggested_readers(root: Any, state: Any) -> list[SuggestedReader]:
    """Return the members of the portal's groups of that kind that decides in the state, else of its steering group.

    Only those whose e-mail is known; a person's name may be unknown to the public and stays so.
    """
    portal = portal_of(root)
    if portal is None:
        return []
    kind = state.body if state.body in GroupPage.Kind.values else GroupPage.Kind.STEERING
    groups = GroupPage.objects.descendant_of(portal).filter(kind=kind, live=True)
    members = GroupMember.objects.filter(page__in=groups).exclude(person=None).exclude(person__email="")
    return [
        SuggestedReader(member.person.full_name, member.person.email, member.page.title)
        for member in members.select_related("person", "page").order_by("page__title", "person__name")
    ]

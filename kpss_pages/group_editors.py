"""Those who write for one working group: on its page and in its areas, and nowhere else."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from wagtail.models import GroupPagePermission

from workflows.models import RoleAssignment

from .granting import fresh_group, let_on_page, let_sign_in
from .models import GroupPage, KpssIndexPage, PlanAreaPage
from .portals import portal_of

GROUP_EDITOR = "group_editor"
"""Their role."""


def ensure_group_editors(portal: KpssIndexPage) -> list[Group]:
    """Give every working group editors of its own, who write on its page and in its areas and nowhere else."""
    pages = GroupPage.objects.descendant_of(portal).filter(kind=GroupPage.Kind.WORKING)
    return [_editors_of(portal, page) for page in pages]


def editors_of(page: GroupPage) -> Group | None:
    """Return the group of those who write for a working group, if the portal was set up since it exists."""
    given = RoleAssignment.objects.filter(role=GROUP_EDITOR, page_id=page.pk).select_related("group").first()
    return given and given.group


def follow_group(area: PlanAreaPage) -> None:
    """Let those who write for the area's group write in it, and those of a former group no longer."""
    is_own = area.group is not None and portal_of(area.group) == portal_of(area)
    editors = editors_of(area.group) if is_own else None
    former = RoleAssignment.objects.filter(role=GROUP_EDITOR, page_id=area.pk).exclude(group=editors)
    GroupPagePermission.objects.filter(page_id=area.pk, group__in=former.values("group")).delete()
    former.delete()
    if editors:
        give_places(editors, area)


def _editors_of(portal: KpssIndexPage, page: GroupPage) -> Group:
    group = editors_of(page) or fresh_group(f"{portal.title}: {page.title}", page.pk)
    let_sign_in(group)
    give_places(group, page, *PlanAreaPage.objects.filter(group=page))
    return group


def give_places(group: Group, *places: Any) -> None:
    """Let the members of a group write on these pages and below: an area of a plan, the page of their group."""
    for place in places:
        RoleAssignment.objects.get_or_create(group=group, role=GROUP_EDITOR, page_id=place.pk)
        for ability in ("add", "change"):
            let_on_page(group, place, ability)

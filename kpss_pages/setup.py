"""Make a portal ready to work with: its lists, its roles, its folder for files. Doing it again changes nothing."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from workflows.base_page import BASE_PAGE_MODEL
from workflows.loading.choose import ChooseDefinition
from workflows.loading.shipped import ensure_governed, ensure_loaded
from workflows.models import RoleAssignment, WorkflowDefinition

from .codelists import load_codelists
from .models import (
    GroupIndexPage,
    GroupPage,
    KpssIndexPage,
    MeetingIndexPage,
    NewsIndexPage,
    PlanAreaPage,
    ProjectIndexPage,
    ServiceIndexPage,
)
from .portals import portal_of

PLAN_TYPE = "kpss_pages.PlanPage"

GROUP_EDITOR = "group_editor"
"""The role of those who write for one working group."""

GOVERNED_BY = {
    "plan": (PLAN_TYPE,),
    "simple_publication": (
        "kpss_pages.GroupPage",
        "kpss_pages.NewsPage",
        "kpss_pages.ProjectPage",
        "kpss_pages.ServicePage",
    ),
    "minutes": ("kpss_pages.MeetingPage",),
}
"""The shipped workflow of each type of pages, unless a town has loaded its own for it."""

LISTINGS: dict[str, tuple[type[Page], str, str]] = {
    "groups": (GroupIndexPage, "Skupiny", "skupiny"),
    "meetings": (MeetingIndexPage, "Jednání", "jednani"),
    "services": (ServiceIndexPage, "Sociální služby", "sluzby"),
    "news": (NewsIndexPage, "Aktuality", "aktuality"),
    "projects": (ProjectIndexPage, "Projekty", "projekty"),
}
"""Type, Czech title and slug; an editor may rename them."""

PAGE_ABILITIES: dict[str, tuple[str, ...]] = {
    "editor": ("add", "change", "publish"),
    "coordinator": ("add", "change", "publish"),
    "approver": (),
    "clerk": (),
}
"""What Wagtail lets a role do with ordinary pages. Plans and areas follow the workflow whatever stands here."""

WRITERS = ("editor", "coordinator", "clerk")
"""Roles of the whole portal that upload files; editors of working groups do so too."""


@transaction.atomic
def set_up_portal(portal: KpssIndexPage, plan: str = "") -> dict[str, Group]:
    """Give a portal its code lists, workflows, lists, groups and folder. Returns the groups by role.

    ``plan`` names the workflow that its plans follow from now on, such as ``plan_small_town``. Raises
    ``DefinitionError`` if they cannot.
    """
    load_codelists()
    load_workflows()
    if plan:
        choose_plan_workflow(portal, plan)
    ensure_listings(portal)
    groups = {role: ensure_role(portal, role) for role in roles_of(portal)}
    writers = [groups[role] for role in WRITERS if role in groups]
    collection = ensure_collection(portal, *writers)
    for group in (*writers, *ensure_group_editors(portal)):
        _let_upload(group, collection)
    return groups


def load_workflows() -> None:
    """Load the workflows that ship with the app, unless the town has loaded others for the same pages."""
    for name, page_types in GOVERNED_BY.items():
        ensure_governed(name, page_types)


def choose_plan_workflow(portal: KpssIndexPage, name: str) -> None:
    """Let the plans of a portal follow the workflow of this name, loading it if it ships with the app."""
    ensure_loaded(name)
    ChooseDefinition(portal, PLAN_TYPE, name).execute()


def roles_of(portal: KpssIndexPage) -> list[str]:
    """Return the roles that somebody plays in the whole portal, as the workflow of its plans knows them."""
    definition = WorkflowDefinition.objects.for_type(PLAN_TYPE, portal.path).definition
    return [role.key for role in definition.roles if role.key != GROUP_EDITOR and not role.permission]


def ensure_listings(portal: KpssIndexPage) -> dict[str, Page]:
    """Return the portal's lists of groups, meetings, services, news and projects, making those it lacks."""
    return {key: _listing(portal, *found) for key, found in LISTINGS.items()}


def ensure_role(portal: KpssIndexPage, role: str) -> Group:
    """Return the group whose members play this role in the portal, making it if there is none."""
    assigned = RoleAssignment.objects.filter(role=role, page_id=portal.pk).select_related("group").first()
    group = assigned.group if assigned else _new_group(portal, role)
    _let_sign_in(group)
    for ability in PAGE_ABILITIES.get(role, ()):
        _let_on_page(group, portal, ability)
    return group


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
    group = editors_of(page) or _fresh_group(f"{portal.title}: {page.title}", page.pk)
    _let_sign_in(group)
    give_places(group, page, *PlanAreaPage.objects.filter(group=page))
    return group


def give_places(group: Group, *places: Any) -> None:
    """Let the members of a group write on these pages and below: an area of a plan, the page of their group."""
    for place in places:
        RoleAssignment.objects.get_or_create(group=group, role=GROUP_EDITOR, page_id=place.pk)
        for ability in ("add", "change"):
            _let_on_page(group, place, ability)


def ensure_collection(portal: KpssIndexPage, *editors: Group) -> Collection:
    """Return the folder the portal's editors use, whatever it is called by now, making it if there is none."""
    given = GroupCollectionPermission.objects.filter(group__in=editors).select_related("collection").first()
    return given.collection if given else Collection.get_first_root_node().add_child(name=portal.title[:255])


def _listing(portal: KpssIndexPage, model: type[Page], title: str, slug: str) -> Page:
    found = model.objects.child_of(portal).first()
    if found:
        return found
    page = portal.add_child(instance=model(title=title, slug=slug, live=False))
    page.save_revision().publish()
    return model.objects.get(pk=page.pk)


def _new_group(portal: KpssIndexPage, role: str) -> Group:
    definition = WorkflowDefinition.objects.for_type(PLAN_TYPE, portal.path).definition
    title = next((one.title for one in definition.roles if one.key == role), role)
    group = _fresh_group(f"{portal.title}: {title}", portal.pk)
    RoleAssignment.objects.create(group=group, role=role, page_id=portal.pk)
    return group


def _fresh_group(name: str, number: int) -> Group:
    """Make a group of its own; one that happens to have the name already is somebody else's."""
    taken = Group.objects.filter(name=name[:150]).exists()
    return Group.objects.create(name=f"{name[:135]} ({number})" if taken else name[:150])


def _let_sign_in(group: Group) -> None:
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )


def _let_on_page(group: Group, page: Any, ability: str) -> None:
    model = apps.get_model(BASE_PAGE_MODEL)
    codename = f"{ability}_{model._meta.model_name}"
    permission = Permission.objects.get(
        content_type__app_label=model._meta.app_label,
        content_type__model=model._meta.model_name,
        codename=codename,
    )
    GroupPagePermission.objects.get_or_create(group=group, page_id=page.pk, permission=permission)


def _let_upload(group: Group, collection: Collection) -> None:
    for codename in (
        "add_image",
        "change_image",
        "choose_image",
        "add_document",
        "change_document",
        "choose_document",
    ):
        permission = Permission.objects.filter(
            content_type__app_label__in=("wagtailimages", "wagtaildocs"), codename=codename
        ).first()
        if permission:
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=collection, permission=permission
            )

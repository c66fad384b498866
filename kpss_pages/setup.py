"""Make a portal ready to work with: its lists, its roles, its folder for files. Doing it again changes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from wagtail.models import Collection, GroupCollectionPermission, Page

from workflows.loading.choose import ChooseDefinition
from workflows.loading.shipped import ensure_governed, ensure_loaded
from workflows.models import RoleAssignment, WorkflowDefinition

from .codelists import load_codelists
from .granting import fresh_group, let_on_page, let_sign_in, let_upload
from .group_editors import GROUP_EDITOR, ensure_group_editors
from .models import (
    GroupIndexPage,
    GroupPage,
    KpssIndexPage,
    MeetingIndexPage,
    MeetingPage,
    NewsIndexPage,
    NewsPage,
    PlanPage,
    ProjectIndexPage,
    ProjectPage,
    ServiceIndexPage,
    ServicePage,
)

PLAN_TYPE = PlanPage._meta.label
GOVERNED = (PlanPage, GroupPage, NewsPage, ProjectPage, ServicePage, MeetingPage)

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
def set_up_portal(
    portal: KpssIndexPage, plan: str = "", moves: Mapping[str, str] | None = None
) -> dict[str, Group]:
    """Give a portal its code lists, workflows, lists, groups and folder. Returns the groups by role.

    ``plan`` names the workflow that its plans follow from now on, such as ``plan_small_town``; ``moves`` says where
    plans go that wait in a state it lacks. Raises ``DefinitionError`` if they cannot follow it.
    """
    load_codelists()
    load_workflows()
    if plan:
        choose_plan_workflow(portal, plan, moves)
    ensure_listings(portal)
    groups = {role: ensure_role(portal, role) for role in roles_of(portal)}
    writers = [groups[role] for role in WRITERS if role in groups]
    collection = ensure_collection(portal, *writers)
    for group in (*writers, *ensure_group_editors(portal)):
        let_upload(group, collection)
    return groups


def load_workflows() -> None:
    """Load the workflows that suit our types of pages, unless the town has loaded others for the same pages."""
    suited = defaultdict(list)
    for model in GOVERNED:
        suited[model.suitable_definition].append(model._meta.label)
    for name, page_types in suited.items():
        ensure_governed(name, page_types)


def choose_plan_workflow(portal: KpssIndexPage, name: str, moves: Mapping[str, str] | None = None) -> None:
    """Let the plans of a portal follow the workflow of this name, loading it if it ships with the app."""
    ensure_loaded(name)
    ChooseDefinition(portal, PLAN_TYPE, name, moves=moves).execute()


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
    let_sign_in(group)
    for ability in PAGE_ABILITIES.get(role, ()):
        let_on_page(group, portal, ability)
    return group


def ensure_collection(portal: KpssIndexPage, *editors: Group) -> Collection:
    """Return the folder the portal's editors use, whatever it is called by now, making it if there is none."""
    given = GroupCollectionPermission.objects.filter(group__in=editors).select_related("collection").first()
    return given.collection if given else Collection.get_first_root_node().add_child(name=portal.title[:255])


def _listing(portal: KpssIndexPage, model: type[Page], title: str, slug: str) -> Page:
    found = model.objects.child_of(portal).first()
    if found:
        return found
    now = timezone.now()
    page = model(title=title, slug=slug, live=True, first_published_at=now, last_published_at=now)
    return portal.add_child(instance=page)


def _new_group(portal: KpssIndexPage, role: str) -> Group:
    definition = WorkflowDefinition.objects.for_type(PLAN_TYPE, portal.path).definition
    title = next((one.title for one in definition.roles if one.key == role), role)
    group = fresh_group(f"{portal.title}: {title}", portal.pk)
    RoleAssignment.objects.create(group=group, role=role, page_id=portal.pk)
    return group

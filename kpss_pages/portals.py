"""Which portal something belongs to, and which portals are somebody's to keep.

One installation may hold many towns; their people, organisations and pages never mix.
"""

from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.query import PageQuerySet

from workflows.base_page import BASE_PAGE_MODEL
from workflows.models import RoleAssignment

PORTAL_CHOICES = {"content_type__app_label": "kpss_pages", "content_type__model": "kpssindexpage"}
"""For ``limit_choices_to``: of all pages only the portals."""


def portal_of(page: Any) -> Any | None:
    """Find the portal a page stands in (or is), or ``None``."""
    if page is None or not page.path:
        return None
    return _portals().ancestor_of(page, inclusive=True).order_by("depth").last()


def portals_for(user: Any) -> PageQuerySet:
    """The portals whose pages this person may add or edit, as far as the whole portal is concerned."""
    policy = PagePermissionPolicy(apps.get_model(BASE_PAGE_MODEL))
    pages = policy.instances_user_has_any_permission_for(user, {"add", "change"})
    return _portals().filter(pk__in=pages.values("pk"))


def portals_of_records(user: Any) -> PageQuerySet:
    """The portals whose register of resolutions this person may read: those they keep, and where they play a role."""
    roles = RoleAssignment.objects.filter(group__user=user)
    return _portals().filter(Q(pk__in=portals_for(user).values("pk")) | Q(pk__in=roles.values("page_id")))


def within(portal: Any | None, choices: QuerySet) -> QuerySet:
    """Leave only what belongs to the portal; lists that all towns share stay whole."""
    if isinstance(choices, PageQuerySet):
        return choices.descendant_of(portal) if portal else choices.none()
    if is_kept_by_portal(choices):
        return choices.filter(portal=portal) if portal else choices.none()
    return choices


def is_kept_by_portal(choices: QuerySet) -> bool:
    """Are these entries of a portal's registers (people, organisations), not pages or shared lists?"""
    return not isinstance(choices, PageQuerySet) and hasattr(choices.model, "portal")


def _portals() -> PageQuerySet:
    return apps.get_model("kpss_pages", "KpssIndexPage").objects.all()

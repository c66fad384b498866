"""Pages that Wagtail's choosers offer."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import HttpRequest
from wagtail.permission_policies.pages import PagePermissionPolicy

from .base_page import BASE_PAGE_MODEL
from .models.governed import governed_models
from .models.roles import RoleAssignment


def hide_drafts(pages: Any, request: HttpRequest) -> Any:
    """Leave out drafts of governed pages that this person has no part in: even a title may say too much."""
    user = request.user
    if user.is_superuser:
        return pages
    types = [kind.pk for kind in ContentType.objects.get_for_models(*governed_models()).values()]
    policy = PagePermissionPolicy(apps.get_model(BASE_PAGE_MODEL))
    mine = Q(
        pk__in=policy.instances_user_has_any_permission_for(user, {"add", "change", "publish"}).values("pk")
    )
    for path in RoleAssignment.objects.filter(group__user=user).values_list("page__path", flat=True):
        mine |= Q(path__startswith=path)
    return pages.exclude(Q(live=False, content_type__in=types) & ~mine)

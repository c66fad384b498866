"""Giving groups of people what Wagtail asks for before it lets them in; giving it again changes nothing."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from workflows.base_page import BASE_PAGE_MODEL

UPLOADING = ("add", "change", "choose")


def fresh_group(name: str, number: int) -> Group:
    """Make a group of its own; one that happens to have the name already is somebody else's."""
    taken = Group.objects.filter(name=name[:150]).exists()
    return Group.objects.create(name=f"{name[:135]} ({number})" if taken else name[:150])


def let_sign_in(group: Group) -> None:
    """Let the members into Wagtail's admin."""
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )


def let_on_page(group: Group, page: Any, ability: str) -> None:
    """Let them ``add``, ``change`` or ``publish`` on a page and below, whatever base page the host has."""
    model = apps.get_model(BASE_PAGE_MODEL)
    permission = Permission.objects.get(
        content_type__app_label=model._meta.app_label,
        content_type__model=model._meta.model_name,
        codename=f"{ability}_{model._meta.model_name}",
    )
    GroupPagePermission.objects.get_or_create(group=group, page_id=page.pk, permission=permission)


def let_upload(group: Group, collection: Collection) -> None:
    """Let them put pictures and documents into a folder and choose from it."""
    wanted = [f"{ability}_{kind}" for kind in ("image", "document") for ability in UPLOADING]
    permissions = Permission.objects.filter(
        content_type__app_label__in=("wagtailimages", "wagtaildocs"), codename__in=wanted
    )
    for permission in permissions:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )

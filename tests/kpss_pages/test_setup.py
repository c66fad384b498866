"""A portal made ready to work with."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from kpss_pages.group_editors import editors_of
from kpss_pages.setup import GOVERNED, set_up_portal
from tests.kpss_pages.making import a_group, a_portal
from tests.kpss_pages.plan_making import a_plan, an_area
from workflows.models import RoleAssignment, WorkflowDefinition
from workflows.permissions import roles_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal():
    return a_portal()


def test_setup_brings_lists_roles_and_workflow(portal):
    groups = set_up_portal(portal)
    assert set(groups) == {"editor", "coordinator", "approver", "clerk"}
    names = set(WorkflowDefinition.objects.values_list("name", flat=True))
    assert (
        names
        == {model.suitable_definition for model in GOVERNED}
        == {"plan", "simple_publication", "minutes"}
    )
    for model in GOVERNED:
        assert WorkflowDefinition.objects.for_type(model._meta.label).name == model.suitable_definition
    assert portal.get_children().live().count() == 5


def test_setup_twice_changes_nothing(portal):
    set_up_portal(portal)
    before = (RoleAssignment.objects.count(), GroupPagePermission.objects.count(), Page.objects.count())
    call_command("kpss_setup", portal.pk)
    assert (
        RoleAssignment.objects.count(),
        GroupPagePermission.objects.count(),
        Page.objects.count(),
    ) == before


def test_renamed_list_is_not_made_again(portal):
    set_up_portal(portal)
    Page.objects.filter(slug="sluzby").update(title="Katalog", slug="katalog")
    set_up_portal(portal)
    assert not Page.objects.filter(slug="sluzby").exists()


def test_roles_of_one_portal_give_nothing_in_another(portal):
    other = a_portal(title="Jiné město", slug="jine")
    groups = set_up_portal(portal)
    set_up_portal(other)
    user = get_user_model().objects.create_user("koordinator")
    user.groups.add(groups["coordinator"])
    assert roles_on(user, portal) == {"coordinator"}
    assert roles_on(user, other) == frozenset()


def test_approver_has_no_right_to_publish(portal):
    groups = set_up_portal(portal)
    user = get_user_model().objects.create_user("schvalovatel")
    user.groups.add(groups["approver"])
    assert not portal.permissions_for_user(user).can_publish()


def test_working_group_gets_its_own_page_and_areas_only(portal):
    page = a_group(portal, title="Senioři")
    plan = a_plan(portal)
    mine, other = an_area(plan, group=page), an_area(plan)
    set_up_portal(portal)
    user = get_user_model().objects.create_user("skupina")
    user.groups.add(editors_of(page))
    assert roles_on(user, page) == roles_on(user, mine) == {"group_editor"}
    assert roles_on(user, other) == roles_on(user, plan) == frozenset()
    assert page.permissions_for_user(user).can_edit()
    assert not portal.permissions_for_user(user).can_edit()


def test_area_saved_after_setup_goes_to_its_group(portal):
    page = a_group(portal, title="Senioři")
    set_up_portal(portal)
    user = get_user_model().objects.create_user("skupina")
    user.groups.add(editors_of(page))
    area = an_area(a_plan(portal), group=page)
    area.save_revision()
    assert roles_on(user, area) == {"group_editor"}


def test_two_portals_of_one_name_share_neither_people_nor_files(portal):
    other = a_portal(title=portal.title, slug="stejny")
    first, second = set_up_portal(portal), set_up_portal(other)
    assert not {group.pk for group in first.values()} & {group.pk for group in second.values()}
    folders = [
        set(
            GroupCollectionPermission.objects.filter(group=one["editor"]).values_list("collection", flat=True)
        )
        for one in (first, second)
    ]
    assert not folders[0] & folders[1]


def test_renamed_portal_keeps_its_groups_and_folder(portal):
    set_up_portal(portal)
    before = (Group.objects.count(), Collection.objects.count())
    portal.title = "Nový název"
    portal.save()
    set_up_portal(portal)
    assert (Group.objects.count(), Collection.objects.count()) == before

"""A portal made ready to work with."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from wagtail.models import GroupPagePermission, Page

from kpss_pages.setup import give_area, set_up_portal
from tests.kpss_pages.making import a_portal
from workflows.models import RoleAssignment, WorkflowDefinition
from workflows.permissions import roles_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal():
    return a_portal()


def test_setup_brings_lists_roles_and_workflow(portal):
    groups = set_up_portal(portal)
    assert set(groups) == {"editor", "coordinator", "group_editor", "approver", "clerk"}
    assert WorkflowDefinition.objects.get().name == "plan"
    assert portal.get_children().live().count() == 5


def test_setup_twice_changes_nothing(portal):
    set_up_portal(portal)
    before = (RoleAssignment.objects.count(), GroupPagePermission.objects.count(), Page.objects.count())
    call_command("kpss_setup", portal.pk)
    assert (RoleAssignment.objects.count(), GroupPagePermission.objects.count(), Page.objects.count()) == before


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


def test_working_group_gets_its_own_place_only(portal):
    groups = set_up_portal(portal)
    place = portal.get_children().get(slug="skupiny")
    give_area(portal, groups["group_editor"], place)
    user = get_user_model().objects.create_user("skupina")
    user.groups.add(groups["group_editor"])
    assert place.specific.permissions_for_user(user).can_edit()
    assert not portal.permissions_for_user(user).can_edit()

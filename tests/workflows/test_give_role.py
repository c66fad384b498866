"""A group is given a role on a page and below it, and it is taken again."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError
from wagtail.models import PageLogEntry

from workflows.models import RoleAssignment
from workflows.permissions import roles_on

from .story import home, load_notice
from .toml_editing import call

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]

LOGGED = "kpss_workflows.role"


@pytest.fixture
def trustees(hall, django_user_model):
    """A group with one member."""
    group = Group.objects.create(name="Členové rady")
    user = django_user_model.objects.create_user("member")
    user.groups.add(group)
    return user


def test_role_is_given_there_and_below_and_the_history_says_so(hall, trustees):
    said = call("kpss_give_role", "mayor", "Členové rady", "--root", hall.page.pk)
    assert "“Členové rady” plays the role “mayor” at “Ořez stromů”" in said
    assert roles_on(trustees, hall.page) == {"mayor"}
    assert roles_on(trustees, home()) == frozenset()
    entry = PageLogEntry.objects.get(page=hall.page.pk, action=LOGGED)
    assert entry.message == "The group “Členové rady” plays the role “starosta” here"


def test_giving_and_taking_twice_is_as_once(hall, trustees):
    given = ("kpss_give_role", "mayor", "Členové rady", "--root", home().pk)
    assert [" plays the role " in call(*given), "Nothing changes." in call(*given)] == [True, True]
    assert RoleAssignment.objects.filter(group__name="Členové rady").count() == 1
    taken = (*given, "--take")
    assert ["no longer plays" in call(*taken), "Nothing changes." in call(*taken)] == [True, True]
    assert roles_on(trustees, hall.page) == frozenset()
    assert PageLogEntry.objects.filter(action=LOGGED).count() == 2


@pytest.mark.parametrize(
    ("role", "group", "page", "reason"),
    [
        ("emperor", "Členové rady", None, "there are: mayor, secretary, writer"),
        ("mayor", "Nobody", None, "no group called “Nobody”"),
        ("mayor", "Členové rady", 999999, "no page with the number 999999"),
    ],
)
def test_what_is_not_there_is_said(hall, trustees, role, group, page, reason):
    load_notice()
    with pytest.raises(CommandError, match=reason):
        call("kpss_give_role", role, group, "--root", page or home().pk)
    assert not RoleAssignment.objects.filter(group__name="Členové rady").exists()

"""A plan and its areas: the draft is read by those who play a part in the planning, and met by nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission

from tests.kpss_pages.making import a_portal
from tests.kpss_pages.plan_story import PlanStory
from tests.made_once import copy_of, made_once
from tests.workflows.browser import signed_in
from tests.workflows.doors import places, said
from tests.workflows.story import save
from workflows.models import RoleAssignment

pytestmark = pytest.mark.django_db

TABLE = """
person         draft  consultation
editor         reads  reads
group_editor   reads  reads
coordinator    reads  reads
approver       reads  reads
clerk          reads  reads
on_one_area    reads  reads
host_editor    -      -
elsewhere      -      -
"""
"""Who reads plan and areas before and after the first version was opened; the last two play no part here."""

READING = [
    "/admin/pages/{pk}/edit/",
    "/admin/pages/{pk}/view_draft/",
    "/admin/kpss-workflows/page/{pk}/",
    "/admin/kpss-workflows/draft/{pk}/",
]

OF_EDITORS = ["/admin/pages/{pk}/history/", "/admin/pages/{pk}/usage/"]
"""Wagtail shows these to whoever has a permission on the page; our process page tells the others the same."""

WITHOUT_PERMISSION = ("approver", "clerk", "on_one_area")

LISTING = [
    "/admin/",
    "/admin/pages/{parent}/",
    "/admin/pages/{pk}/",
    "/admin/pages/search/?q={word}",
    "/admin/choose-page/{parent}/",
    "/admin/choose-page/search/?q={word}",
    "/admin/choose-page/chosen-multiple/?id={pk}",
    "/admin/api/main/pages/{pk}/",
    "/admin/api/main/pages/?child_of={parent}&for_explorer=1",
    "/admin/reports/site-history/",
    "/admin/reports/workflow/",
    "/admin/reports/page-types-usage/",
    "/admin/pages/{pk}/move/",
    "/admin/pages/{pk}/delete/",
    "/admin/bulk/wagtailcore/page/delete/?id={pk}",
]


def told(table: str) -> dict[str, dict[str, bool]]:
    """Who reads in which state."""
    head, *rows = [line.split() for line in table.strip().splitlines()]
    return {row[0]: dict(zip(head[1:], [cell == "reads" for cell in row[1:]], strict=True)) for row in rows}


class People:
    """The town hall of the story, and people around it."""

    def __init__(self) -> None:
        self.story = PlanStory()
        self.name(self.story.plan, "Pelikan")
        self.name(self.story.areas[1], "Slavik")
        self.browsers = {role: signed_in(user) for role, user in self.story.people.items()}
        site = self.story.portal.get_parent()
        self.add("on_one_area", role=("group_editor", self.story.areas[1]))
        self.add("host_editor", site, "add", "change", "publish", "bulk_delete", "lock", "unlock")
        self.add("elsewhere", site, "add", role=("coordinator", self.another_town()))

    def name(self, page: Any, title: str) -> None:
        """Give a page a title that is found nowhere else."""
        type(page).objects.filter(pk=page.pk).update(title=title)
        save(page, by=self.story.people["editor"], title=title)

    def another_town(self) -> Any:
        """The portal of somebody else's planning."""
        return a_portal(title="Jablonec", slug="jablonec")

    def add(self, name: str, place: Any = None, *abilities: str, role: Any = None) -> None:
        """Somebody with page permissions of Wagtail, and perhaps a part to play."""
        user = get_user_model().objects.create_user(name, password="heslo")
        group = Group.objects.create(name=name)
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        for ability in abilities:
            codename = {"content_type__app_label": "wagtailcore", "codename": f"{ability}_page"}
            GroupPagePermission.objects.create(
                group=group, page=place, permission=Permission.objects.get(**codename)
            )
        if role:
            RoleAssignment.objects.create(group=group, role=role[0], page=role[1])
        user.groups.add(group)
        self.browsers[name] = signed_in(user)

    def pages(self) -> list[tuple[Any, str]]:
        """The plan and an area, each with its title."""
        pages = self.story.plan, self.story.areas[1]
        return [(page, page.title) for page in (type(one).objects.get(pk=one.pk) for one in pages)]


first_people = made_once(People)


@pytest.fixture
def people(db, first_people) -> People:
    """A plan somebody has just written."""
    return copy_of(first_people)


@pytest.mark.parametrize("state", ["draft", "consultation"])
def test_plan_and_areas_are_read_as_the_table_says(people, state):
    if state == "consultation":
        people.story.until_consultation()
    wrong = []
    for page, word in people.pages():
        for door in (*READING, *OF_EDITORS):
            for who, reads in told(TABLE).items():
                if door in OF_EDITORS and who in WITHOUT_PERMISSION:
                    continue
                response = people.browsers[who].get(door.format(**places(page, word)))
                right = response.status_code == 200 if reads[state] else response.status_code == 404
                if not right:
                    wrong.append((door, who, page.title, response.status_code))
    assert wrong == [], "\n".join(map(str, wrong))


def test_nobody_without_a_part_meets_plan_or_area(people):
    met = []
    for page, word in people.pages():
        for door in LISTING:
            for who in ("host_editor", "elsewhere"):
                answer = said(people.browsers[who].get(door.format(**places(page, word.lower()))))
                if "Pelikan" in answer or "Slavik" in answer:
                    met.append((door, who, page.title))
    assert met == []

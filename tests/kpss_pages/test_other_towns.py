"""Towns in one installation never mix: choosers, copies, addresses."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError

from kpss_pages.models import PlanAreaPage
from kpss_pages.setup import set_up_portal
from tests.kpss_pages.making import a_portal
from tests.kpss_pages.plan_making import a_plan, an_area
from tests.kpss_pages.plan_story import PlanStory
from tests.made_once import copy_of, made_once
from workflows.models import RoleAssignment

pytestmark = pytest.mark.django_db


first_story = made_once(PlanStory)


@pytest.fixture
def story(db, first_story) -> PlanStory:
    return copy_of(first_story)


@pytest.fixture
def stranger():
    """The coordinator of another town."""
    groups = set_up_portal(a_portal(title="Jiné město", slug="jine"))
    user = get_user_model().objects.create_user("cizi")
    user.groups.add(groups["coordinator"])
    return user


def chooser(client, story) -> str:
    listed = client.get(f"/admin/choose-page/{story.portal.pk}/").content.decode()
    return listed + client.get("/admin/choose-page/search/?q=Tajná").content.decode()


def test_title_of_a_draft_is_not_offered_to_another_town(story, stranger, client):
    a_plan(story.portal, title="Tajná osnova", slug="osnova")
    client.force_login(stranger)
    assert "Tajná osnova" not in chooser(client, story)


def test_title_of_a_draft_is_offered_where_it_is_written(story, client):
    a_plan(story.portal, title="Tajná osnova", slug="osnova")
    client.force_login(story.people["editor"])
    assert "Tajná osnova" in chooser(client, story)


def test_area_that_names_a_group_of_another_town_gives_that_group_nothing(story):
    elsewhere = a_portal(title="Jiné město", slug="jine")
    set_up_portal(elsewhere)
    area = an_area(a_plan(elsewhere), group=story.areas[0].group)
    area.save_revision()
    assert not RoleAssignment.objects.filter(page_id=area.pk).exists()
    assert PlanAreaPage.objects.get(pk=area.pk).group


def test_address_of_a_portal_is_fixed_by_its_first_public_version(story):
    story.portal.slug = "jinak"
    story.portal.full_clean()
    story.until_consultation()
    with pytest.raises(ValidationError, match="address"):
        story.portal.full_clean()

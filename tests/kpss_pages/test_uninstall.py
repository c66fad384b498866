"""Pages of our types go only when somebody says so, and take nothing of the host's along."""

from __future__ import annotations

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, Site

from kpss_pages.models import KpssIndexPage
from tests.kpss_pages.plan_story import PlanStory
from tests.made_once import copy_of, made_once
from tests.testapp.models import OrdinaryPage
from tests.workflows.browser import administrator, signed_in
from workflows.base_page import BasePage

OURS = [apps.get_app_config(label) for label in ("kpss_workflows", "kpss_pages")]


first_story = made_once(PlanStory)


@pytest.fixture
def story(db, first_story) -> PlanStory:
    return copy_of(first_story)


def uninstall(*words: str) -> str:
    said = StringIO()
    call_command("kpss_uninstall", "--yes", *words, stdout=said)
    return said.getvalue()


def rows_left() -> list[str]:
    return [model.__name__ for app in OURS for model in app.get_models() if model._base_manager.exists()]


def test_pages_of_ours_stop_it_with_their_names(story):
    before = rows_left()
    with pytest.raises(CommandError, match="--delete-pages") as error:
        uninstall()
    assert f"Liberec ({story.portal.pk})" in str(error.value)
    assert rows_left() == before


def test_everything_of_ours_goes_when_the_pages_may(story):
    hosts = set(
        Page.objects.exclude(pk__in=Page.objects.descendant_of(story.portal, inclusive=True)).values_list(
            "pk"
        )
    )
    said = uninstall("--delete-pages")
    assert "These pages of our types go" in said
    assert rows_left() == []
    assert set(Page.objects.values_list("pk")) == hosts
    assert BasePage.find_problems() == ([], [], [], [], [])


def test_many_pages_are_called_and_counted(story):
    for number in range(30):
        story.portal.get_parent().add_child(
            instance=KpssIndexPage(title=f"Město {number}", slug=f"m-{number}")
        )
    with pytest.raises(CommandError, match=r"and \d\d more"):
        uninstall()


def test_page_of_the_hosts_below_ours_stops_it(story):
    own = story.portal.add_child(instance=OrdinaryPage(title="Kontakt", slug="kontakt"))
    with pytest.raises(CommandError, match=rf"move them first: Kontakt \({own.pk}\)"):
        uninstall("--delete-pages")
    own.move(story.portal.get_parent(), pos="last-child")
    uninstall("--delete-pages")
    assert OrdinaryPage.objects.filter(pk=own.pk).exists()


def test_site_that_begins_at_a_page_of_ours_stops_it(story):
    Site.objects.update(root_page=story.portal, hostname="kpss.example.org")
    with pytest.raises(CommandError, match=r"choose another first: kpss\.example\.org"):
        uninstall("--delete-pages")
    assert Site.objects.count() == 1


def test_history_of_the_deleted_pages_still_opens(story):
    uninstall("--delete-pages")
    assert PageLogEntry.objects.filter(action="wagtail.delete").exists()
    answer = signed_in(administrator()).get(reverse("wagtailadmin_reports:site_history"))
    assert answer.status_code == 200

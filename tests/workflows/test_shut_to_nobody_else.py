"""Pages that no definition governs keep the whole of the host's moderation, beside pages that one does govern."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import (
    GroupApprovalTask,
    Locale,
    PageViewRestriction,
    Revision,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from tests.testapp.models import GazettePage, NoticePage, OrdinaryPage

from .browser import administrator, editor_data, signed_in
from .gazette import host_person
from .story import home, load_notice

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def moderation() -> None:
    """The host's own workflow on its whole tree, beside a loaded one: editors approve."""
    load_notice()
    task = GroupApprovalTask.objects.create(name="Šéfredaktor")
    workflow = Workflow.objects.create(name="Moderace")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=home())
    host_person("author", "add", "change")
    host_person("editor", "add", "change", "publish")
    task.groups.add(Group.objects.get(name="host editor"))


def browser(name: str) -> Any:
    """Somebody of the host."""
    return signed_in(Group.objects.get(name=f"host {name}").user_set.get())


@pytest.fixture
def boss() -> Any:
    """The browser of a superuser."""
    return signed_in(administrator())


@pytest.fixture(params=[OrdinaryPage, GazettePage])
def page(request) -> Any:
    """A page of the host, and one of a type that a definition could govern but none does."""
    return a_page(request.param)


def a_page(kind: type, **values: Any) -> Any:
    page = home().add_child(instance=kind(title="Kontakty", slug="kontakty", live=False, **values))
    page.save_revision()
    return page


def now(page: Any) -> Any:
    """The page as it is stored now."""
    return type(page).objects.get(pk=page.pk)


def edit(who: Any, page: Any, **posted: str) -> Any:
    """Send the editor's form."""
    data = editor_data(title="Kontakty", slug="kontakty", editorial="null") | posted
    return who.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def api(who: Any, page: Any, action: str, **data: Any) -> int:
    """Ask the admin's own API."""
    url = f"/admin/api/main/pages/{page.pk}/action/{action}/"
    return who.post(url, json.dumps(data), content_type="application/json").status_code


def submit(page: Any) -> None:
    edit(browser("author"), page, **{"action-submit": "1"})
    assert now(page).workflow_in_progress


def decide(page: Any, answer: str) -> Any:
    return edit(browser("editor"), page, **{"action-workflow-action": "1", "workflow-action-name": answer})


def test_submitted_page_is_approved(page):
    submit(page)
    decide(page, "approve")
    assert now(page).live


def test_rejected_page_is_submitted_again(page):
    submit(page)
    decide(page, "reject")
    assert now(page).current_workflow_state.status == "needs_changes"
    edit(browser("author"), page, **{"action-restart-workflow": "1"})
    assert now(page).current_workflow_state.status == "in_progress"


def test_author_cancels(page):
    submit(page)
    edit(browser("author"), page, **{"action-cancel-workflow": "1"})
    assert not now(page).workflow_in_progress


def test_editor_publishes_and_takes_back(page):
    edit(browser("editor"), page, **{"action-publish": "1"})
    assert now(page).live
    browser("editor").post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert not now(page).live


def test_page_is_published_on_its_day(page):
    tomorrow = timezone.now() + timedelta(days=1)
    draft = now(page)
    draft.go_live_at = tomorrow
    draft.save_revision().publish()
    assert not now(page).live
    with time_machine.travel(tomorrow + timedelta(minutes=1)):
        call_command("publish_scheduled")
    assert now(page).live


def test_schedule_is_taken_back(page, boss):
    tomorrow = timezone.now() + timedelta(days=1)
    revision = now(page).save_revision(approved_go_live_at=tomorrow)
    boss.post(reverse("wagtailadmin_pages:revisions_unschedule", args=[page.pk, revision.pk]))
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()


def test_page_is_locked_and_hidden_behind_a_password(page, boss):
    boss.post(reverse("wagtailadmin_pages:lock", args=[page.pk]))
    assert now(page).locked
    data = {"restriction_type": "password", "password": "tajne", "groups": []}
    boss.post(reverse("wagtailadmin_pages:set_privacy", args=[page.pk]), data)
    assert PageViewRestriction.objects.filter(page=page).exists()


def test_page_has_aliases_that_become_pages(page, boss):
    assert api(boss, page, "create_alias", update_slug="alias") == 201
    alias = type(page).objects.get(slug="alias")
    assert api(boss, alias, "convert_alias") == 200
    assert now(alias).alias_of_id is None


def test_page_is_copied_as_it_is(page, boss):
    edit(boss, page, **{"action-publish": "1"})
    assert api(boss, page, "copy", keep_live=True, slug="kopie") == 201
    assert type(page).objects.get(slug="kopie").live


def test_page_is_translated(page, boss):
    czech = Locale.objects.create(language_code="cs")
    assert api(boss, page, "copy_for_translation", locale="cs", copy_parents=True) == 201
    assert type(page).objects.filter(locale=czech).exists()


def test_page_is_moved_and_deleted(page, boss):
    elsewhere = home().add_child(instance=OrdinaryPage(title="Archiv", slug="archiv"))
    assert api(boss, page, "move", destination_page_id=elsewhere.pk, position="last-child") == 200
    assert now(page).is_child_of(elsewhere)
    assert api(boss, page, "delete") == 204
    assert not type(page).objects.filter(pk=page.pk).exists()


@pytest.mark.parametrize("action", ["publish", "unpublish"])
def test_pages_are_published_and_taken_back_in_bulk(page, boss, action):
    if action == "unpublish":
        edit(boss, page, **{"action-publish": "1"})
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    boss.post(f"{url}?id={page.pk}", {"include_descendants": "on"})
    assert now(page).live == (action == "publish")


# Trees of languages that are kept alike


@pytest.fixture
def czech(settings) -> Locale:
    """A host of two languages."""
    settings.WAGTAIL_I18N_ENABLED = True
    return Locale.objects.create(language_code="cs")


def keep_in_step(page: Any, locale: Locale) -> None:
    """What Wagtail's simple_translation does as soon as a page is made (WAGTAILSIMPLETRANSLATION_SYNC_PAGE_TREE)."""
    if not page.has_translation(locale):
        page.copy_for_translation(locale, copy_parents=True, alias=True)


def test_new_page_follows_into_the_other_language(page, czech):
    keep_in_step(page, czech)
    assert type(page).objects.get(alias_of=page).locale == czech


def test_new_governed_page_stays_in_its_language_and_nobody_falls_over(czech):
    keep_in_step(a_page(NoticePage), czech)
    assert NoticePage.objects.count() == 1


def test_section_with_a_governed_page_is_translated_without_its_subtree_only(czech, boss):
    section = home().add_child(instance=OrdinaryPage(title="Úřad", slug="urad"))
    section.add_child(instance=NoticePage(title="Oznámení", slug="oznameni", live=False)).save_revision()
    counted = OrdinaryPage.objects.count()
    refused = api(boss, section, "copy_for_translation", locale="cs", copy_parents=True, recursive=True)
    assert (refused, OrdinaryPage.objects.count(), NoticePage.objects.count()) == (403, counted, 1)
    assert api(boss, section, "copy_for_translation", locale="cs", copy_parents=True) == 201

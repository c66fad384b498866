"""Deleting is no way round the workflow: what is public, and what a state keeps, stays; a sentence says why."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from tests.made_once import copy_of, made_once
from tests.testapp.models import ArticlePage, GazettePage, NoticePage, OrdinaryPage
from workflows.doors.deleting import against_deleting

from .browser import administrator, signed_in
from .gazette import Gazette, host_person
from .story import home, make

pytestmark = pytest.mark.django_db


first_gazette = made_once(Gazette)


@pytest.fixture
def gazette(db, first_gazette) -> Gazette:
    """An issue with two articles."""
    return copy_of(first_gazette)


@pytest.fixture
def section(gazette) -> OrdinaryPage:
    """A section of the host in which the issue stands."""
    section = home().add_child(instance=OrdinaryPage(title="Úřad", slug="urad"))
    gazette.fresh().move(section, pos="last-child")
    return OrdinaryPage.objects.get(pk=section.pk)


def try_every_door(user: Any, page: Any) -> list[str]:
    """Try to delete a page by every door; returns what was said at each."""
    browser = signed_in(user)
    delete = reverse("wagtailadmin_pages:delete", args=[page.pk])
    bulk = f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'delete'])}?id={page.pk}"
    answers = [browser.post(delete, follow=True), browser.post(bulk, follow=True)]
    api = browser.post(
        f"/admin/api/main/pages/{page.pk}/action/delete/", "{}", content_type="application/json"
    )
    told = [" ".join(str(one) for one in answer.context["messages"]) for answer in answers]
    return [*told, json.loads(api.content)["detail"]]


@pytest.mark.parametrize("what", ["issue", "article", "section"])
@pytest.mark.parametrize("who", ["reviewer", "superuser"])
def test_what_is_public_is_taken_back_first(gazette, section, who, what):
    user = administrator() if who == "superuser" else gazette.reviewer
    if what == "section" and who == "reviewer":
        user = host_person("chief", "add", "change", "publish", "bulk_delete")
    gazette.until_pending().until_published()
    page = {"issue": gazette.issue, "article": gazette.articles[0], "section": section}[what]
    told = try_every_door(user, page)
    assert all("Take it back first." in sentence for sentence in told), told
    assert gazette.live() == [True, True, True]


def test_what_was_taken_back_may_be_deleted(gazette):
    gazette.until_pending().until_published()
    make(gazette.issue, "retract", gazette.reviewer, comment="Chyba.")
    signed_in(gazette.reviewer).post(reverse("wagtailadmin_pages:delete", args=[gazette.articles[0].pk]))
    assert ArticlePage.objects.count() == 1


@pytest.mark.parametrize("what", ["issue", "article"])
def test_state_in_which_a_person_only_reads_keeps_the_page(gazette, what):
    gazette.until_pending()
    page = gazette.issue if what == "issue" else gazette.articles[0]
    told = try_every_door(gazette.author, page)
    assert all("in which you may not delete it" in sentence for sentence in told), told
    assert (GazettePage.objects.count(), ArticlePage.objects.count()) == (1, 2)


def test_page_above_a_draft_somebody_else_decides_about_stays(gazette, section):
    gazette.until_pending()
    OrdinaryPage.objects.update(live=False)
    chief = host_person("chief", "add", "change", "bulk_delete")
    told = try_every_door(chief, section)
    assert all("“Zpravodaj” is in the state" in sentence for sentence in told), told
    assert GazettePage.objects.exists()


def test_refusal_does_not_name_a_hidden_draft(hall):
    section = home().add_child(instance=OrdinaryPage(title="Úřad", slug="urad"))
    hall.fresh().move(section, pos="last-child")
    sentence = against_deleting(section, host_person("chief", "add", "change", "publish", "bulk_delete"))
    assert "“Úřad” cannot be deleted" in sentence
    assert "Ořez" not in sentence


def test_draft_is_deleted_by_who_may_write_it_with_all_below(gazette, section):
    signed_in(host_person("chief", "add", "change", "publish", "bulk_delete")).post(
        reverse("wagtailadmin_pages:delete", args=[section.pk])
    )
    assert not GazettePage.objects.exists()


def test_bulk_action_is_all_or_nothing(gazette):
    gazette.until_pending().until_published()
    draft = home().add_child(instance=GazettePage(title="Příloha", slug="priloha", live=False))
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    signed_in(administrator()).post(f"{url}?id={gazette.issue.pk}&id={draft.pk}")
    assert GazettePage.objects.count() == 2


def test_lock_of_ones_own_opens_nothing(gazette):
    gazette.until_pending()
    article = gazette.articles[0]
    Page.objects.filter(pk=article.pk).update(locked=True, locked_by=gazette.author)
    try_every_door(gazette.author, article)
    assert ArticlePage.objects.count() == 2
    position = reverse("wagtailadmin_pages:set_page_position", args=[gazette.articles[1].pk])
    signed_in(gazette.author).post(f"{position}?position=0")
    assert [one.title for one in gazette.fresh().get_bundle_children()] == ["Trhy", "Knihovna"]


def test_lock_of_a_reader_does_not_let_them_change_the_bundle(hall):
    hall.until_settlement()
    Page.objects.filter(pk=hall.page.pk).update(locked=True, locked_by=hall.mayor)
    assert hall.fresh().permissions_for_user(hall.mayor).page_locked()
    assert not hall.fresh().permissions_for_user(hall.mayor).can_reorder_children()


def test_code_deletes_what_it_likes(gazette):
    gazette.until_pending().until_published()
    gazette.fresh().delete()
    assert not GazettePage.objects.exists()


def test_button_agrees_with_the_doors(gazette):
    def offered() -> list[bool]:
        pages = (gazette.fresh(), ArticlePage.objects.get(pk=gazette.articles[0].pk))
        return [page.permissions_for_user(boss).can_delete() for page in pages]

    boss = administrator()
    assert offered() == [True, True]
    gazette.until_pending().until_published()
    assert offered() == [False, False]


def test_listing_of_bundles_takes_as_many_queries_for_many_as_for_few(gazette):
    def queries() -> int:
        browser.get(url)
        with CaptureQueriesContext(connection) as found:
            browser.get(url)
        return len(found)

    browser = signed_in(administrator())
    url = reverse("wagtailadmin_explore", args=[home().pk])
    more_issues(gazette, 2)
    few = queries()
    more_issues(gazette, 8)
    assert queries() == few


def more_issues(gazette: Gazette, count: int) -> None:
    """Draft issues of one article each."""
    for _again in range(count):
        number = GazettePage.objects.count()
        issue = home().add_child(instance=GazettePage(title="Issue", slug=f"issue-{number}", live=False))
        issue.save_revision(user=gazette.author)
        article = issue.add_child(instance=ArticlePage(title="Article", text="<p>x</p>", live=False))
        article.save_revision(user=gazette.author)


def test_page_without_a_workflow_is_deleted_as_wagtail_has_it(hall):
    page = home().add_child(instance=OrdinaryPage(title="Ordinary", slug="ordinary"))
    signed_in(administrator()).post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert not OrdinaryPage.objects.exists()
    assert NoticePage.objects.exists()

"""Whoever changes what a bundle is made of has written it, and a copy has the authors of its source."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from tests.made_once import copy_of, made_once
from tests.testapp.models import ArticlePage, GazettePage, NoticePage, OrdinaryPage
from workflows.actions.base import Refused
from workflows.four_eyes import has_written
from workflows.freezing import freeze
from workflows.models.edits import Edit
from workflows.models.snapshots import SnapshotPurpose

from .browser import signed_in
from .gazette import Gazette, host_person
from .story import home, make, save, state_of

pytestmark = pytest.mark.django_db


first_gazette = made_once(Gazette)


@pytest.fixture
def gazette(db, first_gazette) -> Gazette:
    """An issue with two articles, all by its author."""
    return copy_of(first_gazette)


def another_issue(by: Any) -> GazettePage:
    """An issue without articles."""
    issue = home().add_child(instance=GazettePage(title="Příloha", slug="priloha", live=False))
    issue.save_revision(user=by)
    return GazettePage.objects.get(pk=issue.pk)


def freeze_now(issue: GazettePage) -> None:
    """Put the text before somebody who decides."""
    fresh = GazettePage.objects.get(pk=issue.pk)
    freeze(fresh, purpose=SnapshotPurpose.DECISION, state="pending", public_from=timezone.now(), user=None)


def have_written(issue: GazettePage, *people: Any) -> list[bool]:
    """Tell of each person whether the text is theirs."""
    fresh = GazettePage.objects.get(pk=issue.pk)
    return [has_written(fresh, person) for person in people]


def copy(browser: Any, page: Any, **sent: Any) -> None:
    """Copy a page in the admin."""
    form = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": home().pk} | sent
    assert browser.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form).status_code == 302


def test_part_that_came_after_the_last_version_counts_whenever_it_was_written(gazette):
    issue = another_issue(by=gazette.reviewer)
    freeze_now(issue)
    gazette.articles[0].move(issue, pos="last-child", user=gazette.reviewer)
    assert have_written(issue, gazette.author, gazette.reviewer) == [True, True]


def test_part_that_was_in_the_last_version_is_not_written_again_by_its_author(gazette):
    freeze_now(gazette.issue)
    save(gazette.issue, by=gazette.reviewer, editorial="<p>Nový úvodník.</p>")
    assert have_written(gazette.issue, gazette.author, gazette.reviewer) == [False, True]


def test_whoever_deletes_a_part_has_written(gazette):
    signed_in(gazette.reviewer).post(reverse("wagtailadmin_pages:delete", args=[gazette.articles[0].pk]))
    assert ArticlePage.objects.count() == 1
    assert have_written(gazette.issue, gazette.reviewer) == [True]


def test_whoever_reorders_parts_has_written(gazette):
    url = reverse("wagtailadmin_pages:set_page_position", args=[gazette.articles[1].pk])
    signed_in(gazette.reviewer).post(f"{url}?position=0")
    assert [one.title for one in gazette.fresh().get_bundle_children()] == ["Knihovna", "Trhy"]
    assert have_written(gazette.issue, gazette.reviewer) == [True]


def test_whoever_moves_a_part_away_has_written_both_bundles(gazette):
    issue = another_issue(by=gazette.author)
    url = reverse("wagtailadmin_pages:move_confirm", args=[gazette.articles[0].pk, issue.pk])
    signed_in(gazette.reviewer).post(url)
    assert ArticlePage.objects.get(pk=gazette.articles[0].pk).bundle_root == issue
    assert have_written(gazette.issue, gazette.reviewer) == [True]
    assert have_written(issue, gazette.reviewer) == [True]


def test_whoever_copies_a_part_into_a_bundle_has_written(gazette):
    copy(signed_in(gazette.reviewer), gazette.articles[0], new_parent_page=gazette.issue.pk)
    assert have_written(gazette.issue, gazette.reviewer) == [True]


def test_order_of_whole_bundles_is_nobodys_text(gazette):
    another_issue(by=gazette.author)
    page = Page.objects.get(pk=gazette.issue.pk)
    page.move(home(), pos="last-child", user=gazette.reviewer)
    assert have_written(gazette.issue, gazette.reviewer) == [False]


def test_copy_has_the_authors_of_its_source(hall):
    hall.writer.groups.add(Group.objects.get(name="group mayor"))
    hall.secretary.groups.add(Group.objects.get(name="group writer"))
    copy(signed_in(hall.secretary), hall.page)
    page = NoticePage.objects.get(slug="kopie")
    make(page, "submit", hall.secretary)
    with pytest.raises(Refused):
        make(page, "approve", hall.writer)
    assert state_of(page) == "mayor"
    make(page, "approve", hall.mayor)


def test_copy_of_a_section_has_the_authors_of_every_page(gazette):
    section = home().add_child(instance=OrdinaryPage(title="Úřad", slug="urad"))
    gazette.fresh().move(section, pos="last-child")
    other = host_person("other", "add", "change", "publish")
    copy(signed_in(other), section, copy_subpages="on")
    issue = GazettePage.objects.exclude(pk=gazette.issue.pk).get()
    assert have_written(issue, gazette.author, other, gazette.reviewer) == [True, True, False]
    pages = {issue.pk, *(one.pk for one in issue.get_bundle_children())}
    authors = Edit.objects.filter(user_id=gazette.author.pk, bundle_root_id=issue.pk)
    assert set(authors.values_list("page_id", flat=True)) == pages


def test_deleted_bundle_takes_its_edits_along(gazette):
    signed_in(gazette.author).post(reverse("wagtailadmin_pages:delete", args=[gazette.articles[0].pk]))
    assert Edit.objects.filter(page_id=gazette.issue.pk).count() == 2
    gazette.fresh().delete()
    assert not Edit.objects.exists()

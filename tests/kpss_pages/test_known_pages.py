"""What a source tells of is published as known: with one revision, and without a run that nobody made."""

from __future__ import annotations

import datetime as dt

import pytest
from wagtail.models import PageLogEntry, WorkflowState

from kpss_pages.imports.publishing import publish_below
from kpss_pages.models import GroupMember, GroupPage, NewsPage
from kpss_pages.setup import set_up_portal
from tests.kpss_pages.making import a_page, a_person, a_portal
from tests.kpss_pages.publication_story import read, state_of
from workflows.actions.publish_known import PublishKnown
from workflows.models import Edit

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal():
    portal = a_portal()
    set_up_portal(portal)
    return portal


@pytest.fixture
def news_list(portal):
    return portal.get_children().get(slug="aktuality").specific


def test_imported_page_is_published_with_its_rows(portal):
    groups = portal.get_children().get(slug="skupiny").specific
    page = GroupPage(title="Senioři", members=[GroupMember(person=a_person(portal, role="členka"))])
    page = publish_below(groups, page, "Senioři")
    assert (read(page)[0], state_of(page)) == (200, "published")
    assert "členka" in read(page)[1]


def test_imported_page_has_one_revision_and_nobodys_run(news_list):
    page = publish_below(news_list, NewsPage(title="Zpráva"), "zprava")
    assert page.revisions.count() == 1
    assert not page.has_unpublished_changes
    assert not WorkflowState.objects.exists()
    assert not Edit.objects.exists()
    assert "kpss_workflows.known" in PageLogEntry.objects.filter(page=page.pk).values_list(
        "action", flat=True
    )


def test_draft_that_was_public_elsewhere_ends_its_run(news_list):
    page = a_page(news_list, NewsPage, live=False)
    page.save_revision()
    PublishKnown(NewsPage.objects.get(pk=page.pk)).execute()
    assert read(page)[0] == 200
    assert (WorkflowState.objects.get().status, state_of(page)) == ("approved", "published")
    assert page.revisions.count() == 1


def test_page_is_published_as_last_saved(news_list):
    page = publish_below(news_list, NewsPage(title="První znění"), "zprava")
    page.title = "Druhé znění"
    page.save_revision()
    PublishKnown(page).execute()
    assert "Druhé znění" in read(page)[1]


def test_page_that_waited_for_a_day_is_published_now(news_list):
    page = a_page(news_list, NewsPage, live=False)
    later = dt.datetime(2099, 1, 1, tzinfo=dt.UTC)
    revision = page.save_revision()
    revision.content = revision.content | {"go_live_at": later.isoformat()}
    revision.save()
    PublishKnown(NewsPage.objects.get(pk=page.pk)).execute()
    published = NewsPage.objects.get(pk=page.pk)
    assert (published.live, published.go_live_at) == (True, None)

"""Pages that belong together: one run locks, shows, publishes and retracts them, all or none."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import WorkflowState

from tests.made_once import copy_of, made_once
from tests.testapp.models import ArticlePage
from workflows.actions.base import Refused, Stale
from workflows.actions.transition import MakeTransition, Seen
from workflows.bundles import bundle_fingerprint
from workflows.standing import standing_of

from .browser import signed_in
from .gazette import Gazette
from .story import make, save, state_of

first_gazette = made_once(Gazette)


@pytest.fixture
def gazette(db, first_gazette) -> Gazette:
    """An issue of the gazette that has just been written."""
    return copy_of(first_gazette)


def seen(gazette: Gazette) -> Seen:
    """What somebody has before their eyes now."""
    issue = gazette.fresh()
    return Seen(standing_of(issue).task_state.pk, bundle_fingerprint(issue))


def test_one_run_governs_issue_and_articles(gazette):
    gazette.until_pending()
    assert WorkflowState.objects.count() == 1
    assert [state_of(page) for page in gazette.articles] == ["pending", "pending"]


def test_articles_lock_with_their_issue(gazette):
    gazette.until_pending()
    article = ArticlePage.objects.get(pk=gazette.articles[0].pk)
    assert article.get_lock().for_user(gazette.author)
    assert not article.get_lock().for_user(gazette.reviewer)


def test_all_pages_are_published_together(gazette):
    assert gazette.live() == [False, False, False]
    gazette.until_published()
    assert gazette.live() == [True, True, True]


def test_all_pages_are_retracted_together(gazette):
    gazette.until_published()
    make(gazette.issue, "retract", gazette.reviewer, comment="Chybné datum.")
    assert gazette.live() == [False, False, False]
    assert state_of(gazette.issue) == "private"


def test_retracted_issue_is_published_again(gazette):
    gazette.until_published()
    make(gazette.issue, "retract", gazette.reviewer, comment="Chybné datum.")
    gazette.until_published()
    assert gazette.live() == [True, True, True]


def test_incomplete_article_holds_the_whole_issue_back(gazette):
    draft = gazette.articles[1].get_latest_revision_as_object()
    draft.text = ""
    draft.save_revision(user=gazette.author, clean=False)
    with pytest.raises(Refused, match="Knihovna"):
        gazette.until_published()
    assert gazette.live() == [False, False, False]


def test_failure_at_the_last_page_publishes_none(gazette, monkeypatch):
    publish = ArticlePage.publish

    def fail(self, *args, **kwargs):
        if self.pk == gazette.articles[1].pk:
            raise RuntimeError("the disk is full")
        return publish(self, *args, **kwargs)

    monkeypatch.setattr(ArticlePage, "publish", fail)
    with pytest.raises(RuntimeError):
        gazette.until_published()
    assert gazette.live() == [False, False, False]
    assert state_of(gazette.issue) == "private"


def test_change_of_one_article_waits_for_the_next_publication(gazette):
    gazette.until_published()
    save(gazette.articles[0], by=gazette.author, text="<p>Trhy jsou zrušeny.</p>")
    assert state_of(gazette.issue) == "private"
    assert "pondělí" in ArticlePage.objects.get(pk=gazette.articles[0].pk).text
    gazette.until_published()
    assert "zrušeny" in ArticlePage.objects.get(pk=gazette.articles[0].pk).text


def test_change_of_one_article_makes_a_decision_about_the_issue_stale(gazette):
    gazette.until_pending()
    read = seen(gazette)
    save(gazette.articles[0], by=gazette.reviewer, text="<p>Jinak.</p>")
    with pytest.raises(Stale):
        make(gazette.issue, "publish", gazette.reviewer, seen=read)


def test_swapped_annex_of_an_article_makes_a_decision_stale(gazette):
    annex = get_document_model().objects.create(title="Mapa", file=ContentFile(b"first", "mapa.pdf"))
    save(gazette.articles[0], by=gazette.author, annex=annex)
    read = seen(gazette)
    annex.file = ContentFile(b"second", "mapa.pdf")
    annex.save()
    with pytest.raises(Stale):
        MakeTransition(gazette.fresh(), "submit", user=gazette.author, seen=read).execute()


def test_locked_issue_gains_no_article(gazette, client):
    gazette.until_pending()
    browser = signed_in(gazette.author)
    address = reverse("wagtailadmin_pages:add", args=["testapp", "articlepage", gazette.issue.pk])
    browser.post(address, {"title": "Pozdě", "slug": "pozde", "text": "null"})
    assert not ArticlePage.objects.filter(slug="pozde").exists()


@pytest.mark.parametrize("door", ["delete", "move"])
def test_article_of_a_locked_issue_neither_goes_nor_moves(gazette, door):
    gazette.until_pending()
    browser, article = signed_in(gazette.author), gazette.articles[0]
    addresses = {
        "delete": reverse("wagtailadmin_pages:delete", args=[article.pk]),
        "move": reverse("wagtailadmin_pages:move_confirm", args=[article.pk, gazette.issue.get_parent().pk]),
    }
    browser.post(addresses[door])
    assert ArticlePage.objects.get(pk=article.pk).get_parent().pk == gazette.issue.pk


def test_articles_offer_no_workflow_of_their_own(gazette):
    article = ArticlePage.objects.get(pk=gazette.articles[0].pk)
    assert (article.has_workflow, article.get_workflow()) == (False, None)


def test_issue_without_articles_is_published_alone(gazette):
    for article in gazette.articles:
        ArticlePage.objects.get(pk=article.pk).delete()
    gazette.issue = gazette.fresh()
    gazette.articles = []
    gazette.until_published()
    assert gazette.live() == [True]

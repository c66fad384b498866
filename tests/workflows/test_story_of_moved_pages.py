"""A page that left a bundle takes its later story along: nothing of it is told where it stood before."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from tests.testapp.models import ArticlePage, GazettePage
from workflows.standing import standing_of
from workflows.story import history_of
from workflows.story.events import Event

from .browser import signed_in
from .gazette import Gazette
from .story import home, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def gazette() -> Gazette:
    """An issue whose first article moved to a secret one, where a stranger went on writing it."""
    gazette = Gazette()
    secret = home().add_child(instance=GazettePage(title="Kanarek", slug="tajne", live=False))
    secret.save_revision(user=gazette.author)
    gazette.secret = secret
    article = ArticlePage.objects.get(pk=gazette.articles[0].pk)
    article.move(GazettePage.objects.get(pk=secret.pk), pos="last-child", user=gazette.author)
    stranger = get_user_model().objects.create_superuser("slavik")
    save(ArticlePage.objects.get(pk=article.pk), by=stranger, title="Pelikan")
    return gazette


def events(issue: Any) -> list[Event]:
    """The history of an issue, the newest first."""
    fresh = GazettePage.objects.get(pk=issue.pk)
    return history_of(fresh, standing_of(fresh).definition).events


def test_nothing_newer_than_the_leaving_is_told(gazette):
    told = str(events(gazette.issue))
    assert not {word for word in ("Kanarek", "Pelikan", "slavik") if word in told}
    assert f"compare/{gazette.articles[0].pk}" not in told
    assert f"pages/{gazette.articles[0].pk}/" not in told


def test_leaving_is_told_without_the_place(gazette):
    assert events(gazette.issue)[0].sentence == "moved a page elsewhere"
    came = [event for event in events(gazette.secret) if "moved a page here" in event.sentence]
    assert (len(came), "Zpravodaj" in str(came)) == (1, False)


def test_what_was_done_before_the_leaving_is_told(gazette):
    saved = next(event for event in events(gazette.issue) if "saved" in event.sentence)
    assert saved.sentence == "saved the text 3 times"


def test_new_bundle_tells_what_was_done_there(gazette):
    assert any(event.who == "slavik" for event in events(gazette.secret))


def test_screen_of_the_process_shows_no_word_of_it(gazette):
    url = reverse("kpss_workflows_admin:process", args=[gazette.issue.pk])
    html = signed_in(gazette.author).get(url).content.decode()
    assert not {word for word in ("Kanarek", "Pelikan", "slavik") if word in html}


def test_page_deleted_where_it_stood_is_told_to_its_end(gazette):
    url = reverse("wagtailadmin_pages:delete", args=[gazette.articles[1].pk])
    signed_in(gazette.author).post(url)
    assert any("Deleted" in event.sentence for event in events(gazette.issue))


def test_page_deleted_elsewhere_is_told_until_it_left(gazette):
    ArticlePage.objects.get(pk=gazette.articles[0].pk).delete(
        user=get_user_model().objects.get(username="slavik")
    )
    assert "slavik" not in str(events(gazette.issue))


def test_change_of_the_order_is_no_saving(gazette):
    before = [event.sentence for event in events(gazette.secret) if "saved" in event.sentence]
    gazette.article("Další").move(gazette.fresh(), pos="first-child", user=gazette.author)
    assert [event.sentence for event in events(gazette.secret) if "saved" in event.sentence] == before

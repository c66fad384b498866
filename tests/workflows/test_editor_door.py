"""Wagtail's editor and a page that moves meanwhile: a late save changes nothing, loses nothing and is told why."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageLogEntry, PageSubscription

from tests.testapp.models import NoticePage, OrdinaryPage
from workflows.doors.editor import stand_before_editor

from .browser import administrator, editor_data, signed_in, words
from .story import home, make, person, save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]


def edit_url(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def stored(page: Any) -> tuple[Any, ...]:
    """The page's row, its revisions and its log."""
    row = NoticePage.objects.filter(pk=page.pk).values().get()
    return row, list(page.revisions.values()), PageLogEntry.objects.filter(page_id=page.pk).count()


@pytest.mark.both_databases
@pytest.mark.skipif("not connection.features.has_select_for_update", reason="SQLite locks as a whole.")
def test_run_is_held_before_anything_is_asked_of_it(hall):
    writer = signed_in(hall.writer)
    with CaptureQueriesContext(connection) as queries:
        assert writer.post(edit_url(hall.page), editor_data(body="<p>V pátek.</p>")).status_code == 302
    told = [one["sql"] for one in queries]
    held = next(n for n, sql in enumerate(told) if "wagtailcore_workflowstate" in sql and "FOR UPDATE" in sql)
    asked = next(n for n, sql in enumerate(told) if "wagtailcore_pagesubscription" in sql)
    assert held < asked


def test_late_words_stay_in_the_form_and_nowhere_else(hall):
    writer = signed_in(hall.writer)
    writer.get(edit_url(hall.page))
    make(hall.page, "submit", hall.writer)
    before = stored(hall.page)
    answer = writer.post(edit_url(hall.page), editor_data(body="<p>Moje pozdni veta.</p>"))
    assert answer.status_code == 409
    assert "Moje pozdni veta." in answer.content.decode()
    assert stored(hall.page) == before


def test_script_with_older_words_is_told_of_the_conflict(hall):
    first = hall.fresh().latest_revision_id
    save(hall.page, by=hall.writer, body="<p>Podruhé.</p>")
    data = editor_data(body="<p>Poprvé.</p>", loaded_revision_id=first)
    answer = signed_in(hall.writer).post(edit_url(hall.page), data, headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()["error_code"]) == (409, "invalid_revision")


def test_missing_title_is_no_conflict(hall):
    answer = signed_in(hall.writer).post(edit_url(hall.page), editor_data(title=""))
    assert answer.status_code == 200


def test_page_of_the_host_is_left_to_wagtail():
    page = home().add_child(instance=OrdinaryPage(title="Stránka", slug="stranka", locked=True))
    data = {"title": "Jinak", "slug": "stranka", "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    answer = signed_in(administrator()).post(edit_url(page), data)
    assert answer.status_code in (200, 302)


def test_page_that_is_not_there_is_not_found():
    assert signed_in(administrator()).post(edit_url(type("No", (), {"pk": 999999}))).status_code == 404


def test_standing_there_twice_changes_nothing():
    from wagtail.admin.urls.pages import urlpatterns

    before = [one.callback for one in urlpatterns]
    stand_before_editor()
    assert [one.callback for one in urlpatterns] == before


def test_late_words_are_told_where_the_page_is_now(hall):
    writer = signed_in(hall.writer)
    make(hall.page, "submit", hall.writer)
    answer = writer.post(edit_url(hall.page), editor_data(body="<p>Pozde.</p>"))
    assert "Meanwhile the page is in the state" in words(answer)
    assert "copy what you want to keep" in words(answer)
    answer = writer.post(edit_url(hall.page), editor_data(), headers={"accept": "application/json"})
    assert "Meanwhile the page is in the state" in answer.json()["error_message"]


def test_who_may_no_longer_read_gets_no_notes_by_mail(hall):
    stranger = person("stranger")
    for user in (stranger, hall.mayor):
        PageSubscription.objects.create(page=hall.page, user=user, comment_notifications=True)
    signed_in(hall.writer).post(edit_url(hall.page), editor_data())
    told = PageSubscription.objects.filter(page=hall.page, comment_notifications=True)
    assert stranger.pk not in told.values_list("user_id", flat=True)


def test_lock_of_a_colleague_is_not_called_a_state(hall):
    NoticePage.objects.filter(pk=hall.page.pk).update(locked=True, locked_by=hall.secretary)
    answer = signed_in(hall.writer).post(edit_url(hall.page), editor_data())
    assert answer.status_code == 409
    assert "Meanwhile somebody locked the page" in words(answer)


def test_locked_page_whose_workflow_is_not_loaded_is_refused_with_a_sentence(django_user_model):
    page = NoticePage(title="Sběr", slug="sber", body="<p>Sobota.</p>", live=False, locked=True)
    page.locked_by = django_user_model.objects.create_user("colleague")
    home().add_child(instance=page)
    answer = signed_in(administrator()).post(edit_url(page), editor_data())
    assert answer.status_code == 409
    assert "Meanwhile somebody locked the page" in words(answer)

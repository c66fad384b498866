"""Whoever copies reads, and whoever ticks pages meets their names: neither shows a draft to others."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.testapp.models import NoticePage, OrdinaryPage
from workflows.doors.hidden_drafts import hidden_from
from workflows.permissions import may_read

from .browser import signed_in
from .door_tables import NARROW, load_as
from .doors import said
from .gazette import Gazette, host_person
from .story import home, make, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def section() -> Any:
    """A section of the host with a notice that waits for the mayor; he and the secretary read it now, nobody else."""
    load_as(NARROW)
    writer = person("writer")
    section = home().add_child(instance=OrdinaryPage(title="Úřad", slug="urad"))
    page = NoticePage(title="Pelikan", slug="oznameni", body="<p>Slavik</p>", live=False)
    section.add_child(instance=page)
    page.save_revision(user=writer)
    make(page, "submit", writer)
    return section


def copy_form() -> dict[str, Any]:
    """Copy a page with everything below it."""
    return {
        "new_title": "Kopie",
        "new_slug": "kopie",
        "new_parent_page": home().pk,
        "copy_subpages": "on",
    }


def api(browser: Any, page: Any, action: str, **data: Any) -> Any:
    """The admin's own API."""
    url = f"/admin/api/main/pages/{page.pk}/action/{action}/"
    return browser.post(url, json.dumps(data), content_type="application/json")


def test_section_is_not_copied_by_who_may_not_read_all_of_it(section):
    browser = signed_in(host_person("editor", "add", "change", "publish"))
    response = browser.post(reverse("wagtailadmin_pages:copy", args=[section.pk]), copy_form(), follow=True)
    assert "may not read" in said(response)
    response = api(browser, section, "copy", recursive=True, keep_live=False, slug="kopie")
    assert (response.status_code, "may not read" in said(response)) == (403, True)
    assert OrdinaryPage.objects.count() == 1


def test_section_without_what_is_below_it_is_copied(section):
    browser = signed_in(host_person("editor", "add", "change", "publish"))
    form = copy_form() | {"copy_subpages": ""}
    browser.post(reverse("wagtailadmin_pages:copy", args=[section.pk]), form)
    assert OrdinaryPage.objects.filter(slug="kopie").exists()


@pytest.mark.parametrize("field", ["new_parent_page", "parent_page"])
def test_form_that_names_a_hidden_page_is_answered_as_if_there_were_none(section, field):
    browser = signed_in(host_person("editor", "add", "change", "publish"))
    hidden = NoticePage.objects.get()
    response = browser.post(
        reverse("wagtailadmin_pages:copy", args=[section.pk]), copy_form() | {field: hidden.pk}
    )
    assert (response.status_code, "Pelikan" in said(response)) == (404, False)


def test_hidden_is_exactly_what_is_unpublished_and_may_not_be_read(section):
    Gazette()
    people = [
        person("mayor"),
        person("secretary"),
        host_person("editor", "add", "change"),
        person("stranger"),
    ]
    for user in people:
        unread = {page.pk for page in NoticePage.objects.all() if not may_read(user, page)}
        assert hidden_from(user) & {page.pk for page in NoticePage.objects.all()} == unread
    assert hidden_from(people[0]) == frozenset()
    assert hidden_from(people[2]) == {NoticePage.objects.get().pk}


def test_finding_what_is_hidden_takes_no_more_queries_for_many_drafts(section):
    user = host_person("editor", "add", "change")
    few = queries_to_find(user)
    gazette = Gazette()
    for number in range(8):
        gazette.article(f"Article {number}")
    assert queries_to_find(user) <= few + 1


def queries_to_find(user: Any) -> int:
    """How many queries it takes to know what is hidden from somebody."""
    hidden_from(user)
    with CaptureQueriesContext(connection) as queries:
        hidden_from(user)
    return len(queries)

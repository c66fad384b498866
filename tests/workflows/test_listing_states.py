"""The page listing says in which state each page is, and asks no more for fifty pages than for five."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.testapp.models import NoticePage, OrdinaryPage

from .story import home, make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]


def more_notices(count: int, *, by: Any) -> None:
    """Notices that lie beside the first one."""
    for number in range(NoticePage.objects.count(), NoticePage.objects.count() + count):
        page = NoticePage(title=f"Notice {number}", slug=f"notice-{number}", body="<p>Text.</p>", live=False)
        home().add_child(instance=page)
        page.save_revision(user=by)


def listing(client: Any) -> str:
    """The listing of the pages below the front page."""
    return client.get(reverse("wagtailadmin_explore", args=[home().pk])).content.decode()


def queries_of_listing(client: Any) -> int:
    """How many queries the listing takes, once everything that outlives a request is known."""
    listing(client)
    with CaptureQueriesContext(connection) as queries:
        listing(client)
    return len(queries)


def test_listing_names_the_state_of_each_page(client, hall):
    client.force_login(hall.writer)
    assert "Rozepsáno" in listing(client)
    make(hall.page, "submit", hall.writer)
    assert "U starosty" in listing(client)


def test_listing_names_both_what_is_public_and_the_state_of_the_next_version(client, hall):
    hall.until_assembly()
    make(hall.page, "record", hall.secretary, values={"outcome": "approved"})
    client.force_login(hall.writer)
    assert "Zveřejněno" in listing(client)
    make(hall.page, "start_again", hall.secretary)
    assert "published + Rozepsáno" in listing(client)


def test_pages_without_a_workflow_keep_wagtails_words(client, hall):
    home().add_child(instance=OrdinaryPage(title="Ordinary", slug="ordinary", live=False))
    client.force_login(hall.writer)
    assert "draft" in listing(client)


@pytest.mark.parametrize("who", ["writer", "administrator"])
def test_fifty_pages_take_as_many_queries_as_five(client, hall, django_user_model, who):
    boss = django_user_model.objects.create_superuser("boss")
    client.force_login(hall.writer if who == "writer" else boss)
    more_notices(4, by=hall.writer)
    few = queries_of_listing(client)
    more_notices(45, by=hall.writer)
    assert queries_of_listing(client) == few
    assert few <= 40

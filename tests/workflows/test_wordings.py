"""Two wordings of a whole bundle side by side, and the draft as the public will read it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from .browser import signed_in
from .gazette import Gazette, host_person
from .story import decide, make, open_for_comment, save


@pytest.fixture
def gazette(db) -> Gazette:
    """A published issue whose first article was rewritten."""
    gazette = Gazette().until_published()
    save(gazette.articles[0], by=gazette.author, text="<p>Trhy jsou zrušeny.</p>")
    return gazette


def difference_of(page, user, **chosen) -> str:
    """Read the view of differences."""
    address = reverse("kpss_workflows_admin:difference", args=[page.pk])
    return signed_in(user).get(address, chosen).content.decode()


def test_draft_is_compared_with_what_is_published(gazette):
    text = difference_of(gazette.issue, gazette.reviewer)
    assert "<ins>jsou zrušeny.</ins>" in text
    assert "Knihovna začínají" not in text


def test_difference_is_reached_from_a_page_inside(gazette):
    assert "jsou zrušeny" in difference_of(gazette.articles[1], gazette.reviewer)


def test_two_versions_are_chosen(hall):
    hall.until_assembly("Modrá.")
    decide(hall.page, hall.secretary)
    make(hall.page, "start_again", hall.secretary)
    save(hall.page, by=hall.writer, body="<p>V úterý.</p>")
    same = difference_of(hall.page, hall.secretary, before="v1", after="v2")
    other = difference_of(hall.page, hall.secretary, before="v1", after="draft")
    assert "The wording is the same." in same
    assert "<ins>úterý.</ins>" in other


@pytest.mark.parametrize("key", ["v99", "nonsense", "v", "v1'--"])
def test_unknown_wording_is_said_in_a_sentence(gazette, key):
    assert "There is no such wording" in difference_of(gazette.issue, gazette.reviewer, before=key)


def test_single_wording_has_nothing_to_compare(db):
    gazette = Gazette()
    assert "nothing to compare" in difference_of(gazette.issue, gazette.author)


def test_stranger_compares_nothing(gazette):
    stranger = host_person("stranger")
    assert "zrušeny" not in difference_of(gazette.issue, stranger)


def test_an_article_more_costs_a_handful_of_queries(gazette):
    few = queries_of_difference(gazette)
    for number in range(8):
        gazette.article(f"Článek {number}")
    # Wagtail reads each revision with its row, its parent, its comments and its locale.
    assert queries_of_difference(gazette) - few <= 8 * 5


def queries_of_difference(gazette) -> int:
    """Count what the view of differences asks of the database."""
    browser = signed_in(gazette.reviewer)
    address = reverse("kpss_workflows_admin:difference", args=[gazette.issue.pk])
    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        browser.get(address)
    return len(queries)


def test_draft_reads_as_the_public_will_read_it(hall):
    address = reverse("kpss_workflows_admin:draft", args=[hall.page.pk])
    answer = signed_in(hall.mayor).get(address)
    assert "V pondělí." in answer.content.decode()
    assert "Preview of the draft." in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_draft_is_read_by_its_readers_only(hall, client):
    address = reverse("kpss_workflows_admin:draft", args=[hall.page.pk])
    for browser in (client, signed_in(host_person("stranger"))):
        assert "V pondělí." not in browser.get(address).content.decode()


def test_public_chooses_the_earlier_version(hall, client):
    hall.until_assembly("Modrá.")
    decide(hall.page, hall.secretary)
    make(hall.page, "start_again", hall.secretary)
    save(hall.page, by=hall.writer, body="<p>V úterý.</p>")
    for step, who in (("submit", hall.writer), ("approve", hall.mayor)):
        make(hall.page, step, who)
    open_for_comment(hall.page, hall.secretary)
    changes = f"{hall.fresh().url}navrh/3/zmeny/"
    assert "from version 2 to version 3" in client.get(changes).content.decode()
    assert "from version 1 to version 3" in client.get(changes, {"od": "1"}).content.decode()
    assert "from version 2 to version 3" in client.get(changes, {"od": "x"}).content.decode()

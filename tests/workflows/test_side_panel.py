"""What the editor of a page says about its state: side panel, header, message."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from .gazette import Gazette
from .story import decide, home, make, save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]


def editor(client: Any, who: Any, page: Any) -> BeautifulSoup:
    """The editor of a page before somebody's eyes."""
    client.force_login(who)
    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    return BeautifulSoup(response.content, "html.parser")


def panel(client: Any, who: Any, page: Any) -> str:
    """What the side panel says."""
    return editor(client, who, page).select_one(".kpss-situation").get_text(" ", strip=True)


def test_panel_says_who_writes_since_when_and_what_can_be_done(client, hall):
    told = panel(client, hall.writer, hall.page)
    assert "Since" in told
    assert "písař, tajemník" in told
    assert "Předat starostovi" in told
    make(hall.page, "submit", hall.writer)
    assert "nobody" in panel(client, hall.writer, hall.page)


def test_refused_transition_stays_with_its_reason_and_the_way_to_mend_it(client, hall):
    save(hall.page, by=hall.writer, body="")
    offers = editor(client, hall.writer, hall.page).select_one(".kpss-situation .kpss-offers")
    assert "The notice has no text." in offers.get_text()
    mend = [link["href"] for link in offers.find_all("a")]
    assert reverse("wagtailadmin_pages:edit", args=[hall.page.pk]) in mend


def test_panel_leads_to_process_picture_difference_and_draft(client, hall):
    links = [
        link["href"] for link in editor(client, hall.writer, hall.page).select(".kpss-situation__links a")
    ]
    names = ("process", "picture", "difference", "draft")
    addresses = [reverse(f"kpss_workflows_admin:{name}", args=[hall.page.pk]) for name in names]
    assert [link.partition("#")[0] for link in links] == addresses


def test_header_names_the_state(client, hall):
    template = editor(client, hall.writer, hall.page).select_one(
        "template[data-w-teleport-target-value='#w-slim-header-buttons']"
    )
    assert "Rozepsáno" in template.decode_contents()


def test_deadline_is_a_day_and_a_passed_one_is_said_in_words(client, db):
    gazette = Gazette().until_pending()
    assert "until " in panel(client, gazette.reviewer, gazette.issue)
    TaskState.objects.update(started_at=timezone.now() - timedelta(days=20))
    assert "passed on " in panel(client, gazette.reviewer, gazette.issue)


def test_page_inside_a_bundle_names_the_process_it_shares(client, db):
    gazette = Gazette().until_pending()
    told = panel(client, gazette.reviewer, gazette.articles[0])
    assert "shares the process of Zpravodaj" in told
    assert "Publish" in told


def test_reason_of_a_return_stands_before_the_writers_until_they_submit_again(client, hall):
    make(hall.page, "submit", hall.writer)
    make(hall.page, "send_back", hall.mayor, comment="Write whose trees.")
    seen = editor(client, hall.writer, hall.page)
    assert "Write whose trees." in seen.select_one(".kpss-situation .kpss-returned").get_text()
    assert "mayor sent the text back. Write whose trees." in seen.select_one(".messages").get_text(
        " ", strip=True
    )
    save(hall.page, by=hall.writer, body="<p>Of the town.</p>")
    assert "Write whose trees." in panel(client, hall.writer, hall.page)
    make(hall.page, "submit", hall.writer)
    assert "Write whose trees." not in panel(client, hall.writer, hall.page)
    make(hall.page, "approve", hall.mayor)
    assert "Write whose trees." not in panel(client, hall.writer, hall.page)


def test_return_by_a_body_tells_the_words_of_its_resolution(client, hall):
    hall.until_assembly()
    decide(hall.page, hall.secretary, outcome="returned", wording="Ask the neighbours first.")
    assert "Ask the neighbours first." in panel(client, hall.writer, hall.page)


def test_withdrawal_counts_as_a_return_and_a_new_version_does_not(client, hall):
    hall.until_open()
    make(hall.page, "withdraw", hall.secretary, comment="The wrong file.")
    assert "The wrong file." in panel(client, hall.writer, hall.page)


def test_new_version_is_begun_and_not_sent_back(client, hall):
    hall.until_assembly()
    decide(hall.page, hall.secretary)
    make(hall.page, "start_again", hall.secretary, comment="Because of the new law.")
    assert "Because of the new law." not in panel(client, hall.writer, hall.page)


def test_transition_that_stays_does_not_hide_the_return(client, hall):
    hall.until_assembly("Prosím v úterý.")
    make(hall.page, "record", hall.secretary, values={"outcome": "returned"}, comment="Ask again.")
    make(hall.page, "publish_settlements", hall.secretary)
    assert "Ask again." in panel(client, hall.writer, hall.page)


def test_panel_of_the_listing_and_of_a_new_page_are_drawn_too(client, hall):
    client.force_login(hall.writer)
    listing = client.get(reverse("wagtailadmin_explore", args=[hall.page.pk]))
    assert "kpss-situation" in listing.content.decode()
    new = client.get(reverse("wagtailadmin_pages:add", args=["testapp", "noticepage", home().pk]))
    assert new.status_code == 200


def test_hostile_words_are_shown_as_words(client, hall):
    make(hall.page, "submit", hall.writer)
    make(hall.page, "send_back", hall.mayor, comment="<script>alert(1)</script>")
    page = editor(client, hall.writer, hall.page)
    assert "<script>alert(1)</script>" in page.select_one(".kpss-returned").get_text()
    assert "<script>alert(1)</script>" in page.select_one(".messages").get_text()


def test_page_that_is_being_added_has_no_header_to_put_the_state_into(client, hall):
    client.force_login(hall.writer)
    url = reverse("wagtailadmin_pages:add", args=["testapp", "noticepage", home().pk])
    assert "kpss-header-state" not in client.get(url).content.decode()


def test_first_save_of_a_new_page_puts_the_state_into_the_new_header(client, hall):
    client.force_login(hall.writer)
    url = reverse("wagtailadmin_pages:edit", args=[hall.page.pk])
    again = client.get(url, {"_w_hydrate_create_view": "1"}).content.decode()
    assert 'data-w-teleport-target-value="#w-slim-header-buttons"' in again
    assert 'data-w-teleport-target-value="#kpss-header-state"' not in again


def test_automatic_save_draws_the_panel_again(client, hall):
    client.force_login(hall.writer)
    data = {
        "title": hall.page.title,
        "slug": hall.page.slug,
        "body": '{"blocks": [], "entityMap": {}}',
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
    }
    url = reverse("wagtailadmin_pages:edit", args=[hall.page.pk])
    response = client.post(url, data, headers={"Accept": "application/json"})
    answer = response.json()
    assert answer["success"], answer
    if "html" in answer:  # Wagtail 8 sends what is to be drawn again
        assert "The notice has no text." in answer["html"]
        assert "#kpss-header-state" in answer["html"]

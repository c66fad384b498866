"""The one view of every transition: it shows, asks, carries out once, and loses nothing that was typed."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from tests.testapp.models import NoticePage
from workflows.bundles import bundle_fingerprint
from workflows.models import FormKey, RoleAssignment

from .browser import administrator, form_data, signed_in, soup, words
from .story import home, make, person, save, state_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]


def url_of(hall, transition: str) -> str:
    return reverse("kpss_workflows_admin:transition", args=[hall.page.pk, transition])


def test_form_says_where_the_page_is_and_where_it_goes(hall):
    response = signed_in(hall.writer).get(url_of(hall, "submit"))
    assert response.status_code == 200
    text = words(response)
    assert "Rozepsáno" in text
    assert "U starosty" in text
    assert form_data(response, "comment")["fingerprint"] == bundle_fingerprint(hall.fresh())


def test_transition_is_made_with_its_words_in_the_history(hall):
    browser = signed_in(hall.writer)
    data = form_data(browser.get(url_of(hall, "submit")), "comment") | {"comment": "Prosím o posouzení."}
    response = browser.post(url_of(hall, "submit"), data, follow=True)
    assert state_of(hall.page) == "mayor"
    assert response.redirect_chain[-1][0] == reverse("kpss_workflows_admin:process", args=[hall.page.pk])
    assert "Prosím o posouzení." in words(response)


def test_second_click_does_nothing_twice(hall):
    browser = signed_in(hall.writer)
    data = form_data(browser.get(url_of(hall, "submit")), "comment")
    first, second = (browser.post(url_of(hall, "submit"), data) for _click in range(2))
    assert first.status_code == second.status_code == 302
    assert first.url == second.url
    assert hall.fresh().current_workflow_state.task_states.count() == 2
    assert FormKey.objects.count() == 1


def test_what_stands_in_the_way_is_said_with_a_link(hall):
    save(hall.page, by=hall.writer, body="")
    response = signed_in(hall.writer).get(url_of(hall, "submit"))
    assert "The notice has no text." in words(response)
    assert soup(response).find("a", href=reverse("wagtailadmin_pages:edit", args=[hall.page.pk]))
    data = form_data(response, "comment") | {"comment": "Už to spěchá."}
    response = signed_in(hall.writer).post(url_of(hall, "submit"), data)
    assert response.status_code == 409
    assert form_data(response, "comment")["comment"] == "Už to spěchá."
    assert not FormKey.objects.exists()


def test_refused_transition_stays_in_the_menu_with_its_sentence(hall):
    save(hall.page, by=hall.writer, body="")
    page = soup(signed_in(hall.writer).get(reverse("wagtailadmin_pages:edit", args=[hall.page.pk])))
    link = page.find("a", href=url_of(hall, "submit"), attrs={"aria-describedby": True})
    why = page.find(id=link["aria-describedby"])
    assert "The notice has no text." in why.get_text()
    assert link["aria-disabled"] == "true"


def test_menu_offers_no_door_of_wagtails(hall):
    page = soup(signed_in(administrator()).get(reverse("wagtailadmin_pages:edit", args=[hall.page.pk])))
    names = {field.get("name") for field in page.find_all(["button", "input"])}
    assert not {name for name in names if name and name.startswith("action-")}
    assert page.find("a", href=url_of(hall, "submit"))


def test_page_moved_meanwhile_is_said_and_the_words_are_kept(hall):
    browser = signed_in(hall.mayor)
    make(hall.page, "submit", hall.writer)
    data = form_data(browser.get(url_of(hall, "approve")), "comment") | {"comment": "Souhlasím."}
    make(hall.page, "send_back", hall.secretary, comment="Ještě ne.")
    make(hall.page, "submit", hall.writer)
    response = browser.post(url_of(hall, "approve"), data)
    assert response.status_code == 409
    assert form_data(response, "comment")["comment"] == "Souhlasím."
    assert soup(response).find(role="alert").get_text(strip=True)
    assert state_of(hall.page) == "mayor"


def test_state_left_meanwhile_is_said_and_the_words_are_kept(hall):
    make(hall.page, "submit", hall.writer)
    browser = signed_in(hall.mayor)
    data = form_data(browser.get(url_of(hall, "approve")), "comment") | {"comment": "Souhlasím."}
    make(hall.page, "approve", hall.mayor)
    response = browser.post(url_of(hall, "approve"), data)
    assert response.status_code == 409
    assert "Připraveno" in words(response)
    assert form_data(response, "comment")["comment"] == "Souhlasím."


def test_changed_text_is_not_decided_until_it_was_looked_at_again(hall):
    browser = signed_in(hall.writer)
    data = form_data(browser.get(url_of(hall, "submit")), "comment") | {"comment": "Hotovo."}
    save(hall.page, by=hall.secretary, body="<p>Ve středu.</p>")
    response = browser.post(url_of(hall, "submit"), data)
    assert response.status_code == 409
    assert state_of(hall.page) == "draft"
    assert browser.post(url_of(hall, "submit"), data).status_code == 409
    again = form_data(response, "comment")
    assert again["comment"] == "Hotovo."
    assert browser.post(url_of(hall, "submit"), again).status_code == 302
    assert state_of(hall.page) == "mayor"


@pytest.mark.parametrize(
    "broken",
    [
        {"fingerprint": ""},
        {"key": ""},
        {"key": "nic"},
        {"task_state": "tři"},
        {"comment": "nul\x00a"},
        {"comment": "x" * 5001},
        {"fingerprint": "x" * 65},
    ],
    ids=lambda broken: f"{next(iter(broken))}-{next(iter(broken.values()))[:4]!r}",
)
def test_what_cannot_be_read_comes_back_as_it_was_typed(hall, broken):
    browser = signed_in(hall.writer)
    data = form_data(browser.get(url_of(hall, "submit")), "comment") | {"comment": "Prosím."} | broken
    response = browser.post(url_of(hall, "submit"), data)
    assert response.status_code == 422
    assert state_of(hall.page) == "draft"
    if "comment" not in broken:
        assert form_data(response, "comment")["comment"] == "Prosím."


def test_forged_number_of_the_state_is_stale(hall):
    browser = signed_in(hall.writer)
    data = form_data(browser.get(url_of(hall, "submit")), "comment") | {"task_state": str(2**70)}
    assert browser.post(url_of(hall, "submit"), data).status_code == 409


def test_required_comment_is_asked_for_in_a_sentence(hall):
    make(hall.page, "submit", hall.writer)
    browser = signed_in(hall.mayor)
    data = form_data(browser.get(url_of(hall, "send_back")), "comment")
    response = browser.post(url_of(hall, "send_back"), data | {"comment": "   "})
    assert response.status_code == 422
    assert state_of(hall.page) == "mayor"
    browser.post(url_of(hall, "send_back"), data | {"comment": "Doplňte datum."})
    assert state_of(hall.page) == "draft"


def test_hostile_words_stay_words(hall):
    browser = signed_in(hall.writer)
    data = form_data(browser.get(url_of(hall, "submit")), "comment")
    response = browser.post(
        url_of(hall, "submit"), data | {"comment": "<script>alert(1)</script>"}, follow=True
    )
    assert "<script>alert(1)" not in response.content.decode()
    assert "<script>alert(1)</script>" in words(response)


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_plays_no_such_part_is_refused(hall, method):
    data = {"key": str(uuid.uuid4()), "fingerprint": bundle_fingerprint(hall.fresh()), "task_state": ""}
    response = getattr(signed_in(hall.mayor), method)(url_of(hall, "submit"), data)
    assert response.status_code == 302
    assert response.url == reverse("wagtailadmin_home")
    # For whoever may not even read it, the draft is not there.
    assert getattr(signed_in(person("stranger")), method)(url_of(hall, "submit"), data).status_code == 404
    assert state_of(hall.page) == "draft"


def test_nobody_gets_in_without_signing_in(hall, client):
    for door in (url_of(hall, "submit"), reverse("kpss_workflows_admin:process", args=[hall.page.pk])):
        assert "/login/" in client.get(door).url
        assert "/login/" in client.post(door).url


def test_part_played_elsewhere_does_not_count_here(hall):
    other = a_notice_elsewhere()
    stranger = person("stranger")
    RoleAssignment.objects.create(group=stranger.groups.get(), role="writer", page=other)
    assert signed_in(stranger).get(url_of(hall, "submit")).status_code == 404
    there = reverse("kpss_workflows_admin:transition", args=[other.pk, "submit"])
    assert signed_in(stranger).get(there).status_code == 200


def a_notice_elsewhere() -> NoticePage:
    """Another notice in the same town."""
    page = home().add_child(
        instance=NoticePage(title="Jinde", slug="jinde", body="<p>Jinde.</p>", live=False)
    )
    page.save_revision()
    return page


def test_link_drawn_before_the_page_moved_leads_to_its_process(hall):
    make(hall.page, "submit", hall.writer)
    response = signed_in(hall.writer).get(url_of(hall, "submit"), follow=True)
    assert "U starosty" in words(response)


def test_unknown_transition_page_or_kind_of_page_is_not_found(hall):
    browser = signed_in(administrator())
    for args in ([hall.page.pk, "nic"], [home().pk, "submit"], [999999, "submit"]):
        assert browser.get(reverse("kpss_workflows_admin:transition", args=args)).status_code == 404

"""The desk: comments are read, released, hidden and settled in place, and no row costs another."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from workflows.actions.moderate_comment import ModerateComment
from workflows.models import Comment, Settlement

from .browser import administrator, form_data, signed_in, soup, words
from .story import another_town, comment_on, make, person, release, settle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]


def url_of(hall) -> str:
    return reverse("kpss_workflows_admin:desk", args=[hall.consultation.pk])


def on_screen(browser, hall, query: str = "") -> dict:
    """The desk as it is loaded into a browser."""
    response = browser.get(url_of(hall) + query)
    assert response.status_code == 200
    return form_data(response, f"c{hall.comments[0].pk}-seen")


def typed(comment, **values) -> dict:
    """Something written into the row of a comment."""
    return {f"c{comment.pk}-{name}": value for name, value in values.items()}


def again(response, comment) -> dict:
    return form_data(response, f"c{comment.pk}-seen")


@pytest.fixture
def desk(hall):
    """Three comments wait at the desk."""
    return hall.until_settlement("Modrá.", "Bílá.", "Zelená.")


@pytest.fixture
def secretary(desk):
    """The browser of who works there."""
    return signed_in(desk.secretary)


def facts() -> list[tuple]:
    settled = "settlement__outcome", "settlement__reasoning"
    return [*Comment.objects.order_by("pk").values_list("status", "hidden_reason", *settled)]


def test_everything_is_done_in_one_save(desk, secretary):
    first, second, third = desk.comments
    data = on_screen(secretary, desk)
    data |= typed(first, status="released", outcome="accepted", reasoning="Vyhovíme.")
    data |= typed(second, status="hidden", hidden_reason="Uráží sousedy.")
    data |= typed(third, status="released")
    response = secretary.post(url_of(desk), data)
    assert response.status_code == 302
    assert facts() == [
        ("released", "", "accepted", "Vyhovíme."),
        ("hidden", "Uráží sousedy.", None, None),
        ("released", "", None, None),
    ]


def test_nothing_touched_saves_nothing(desk, secretary):
    response = secretary.post(url_of(desk), on_screen(secretary, desk), follow=True)
    assert facts() == [("received", "", None, None)] * 3
    assert not any(comment.moderated_at for comment in Comment.objects.all())
    assert [str(one) for one in response.context["messages"]]


def test_row_that_somebody_else_did_meanwhile_is_left_alone_if_not_touched(desk, secretary):
    first, second, _third = desk.comments
    data = on_screen(secretary, desk)
    release(first, administrator())
    settle(first, administrator("second"), "rejected", "Nelze.")
    response = secretary.post(url_of(desk), data | typed(second, status="released"))
    assert response.status_code == 302
    assert facts()[:2] == [("released", "", "rejected", "Nelze."), ("released", "", None, None)]


def test_conflict_keeps_what_was_typed_and_saves_the_others(desk, secretary):
    first, second, _third = desk.comments
    data = on_screen(secretary, desk)
    release(first, administrator())
    settle(first, administrator("second"), "rejected", "Nelze.")
    data |= typed(first, status="released", outcome="accepted", reasoning="Vyhovíme.")
    data |= typed(second, status="released", outcome="noted", reasoning="Bereme na vědomí.")
    response = secretary.post(url_of(desk), data)
    assert response.status_code == 409
    assert facts()[0][2:] == ("rejected", "Nelze.")
    assert facts()[1][2:] == ("noted", "Bereme na vědomí.")
    row = soup(response).find(id=f"c{first.pk}")
    assert "Nelze." in row.get_text()
    assert again(response, first)[f"c{first.pk}-reasoning"] == "Vyhovíme."


def test_after_a_conflict_who_has_looked_may_save(desk, secretary):
    first = desk.comments[0]
    data = on_screen(secretary, desk)
    release(first, administrator())
    settle(first, administrator("second"), "rejected", "Nelze.")
    data |= typed(first, status="released", outcome="accepted", reasoning="Vyhovíme.")
    response = secretary.post(url_of(desk), data)
    assert secretary.post(url_of(desk), again(response, first)).status_code == 302
    assert facts()[0] == ("released", "", "accepted", "Vyhovíme.")


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "hidden", "hidden_reason": "  "},
        {"status": "released", "outcome": "accepted", "reasoning": ""},
        {"status": "released", "outcome": "", "reasoning": "Proto."},
        {"status": "released", "outcome": "podvrh", "reasoning": "Proto."},
        {"outcome": "accepted", "reasoning": "Proto."},
        {"status": "podvrh"},
        {"hidden_reason": "Uráží."},
        {"status": "released", "hidden_reason": "Uráží."},
        {"status": "released", "outcome": "noted", "reasoning": "x" * 20_001},
        {"status": "released", "outcome": "noted", "reasoning": "nul\x00a"},
        {"status": "hidden", "hidden_reason": "Uráží.", "outcome": "noted", "reasoning": "Proto."},
    ],
    ids=str,
)
def test_row_that_makes_no_sense_is_wholly_refused_and_kept(desk, secretary, wrong):
    first, second, _third = desk.comments
    data = on_screen(secretary, desk) | typed(first, **wrong) | typed(second, status="released")
    response = secretary.post(url_of(desk), data)
    assert response.status_code == 409
    assert facts()[:2] == [("received", "", None, None), ("released", "", None, None)]
    assert soup(response).find(id=f"c{first.pk}").select(".help-critical, .error-message")
    for name, value in wrong.items():
        if name in ("hidden_reason", "reasoning"):
            assert again(response, first)[f"c{first.pk}-{name}"].strip() == value.strip()


def test_settlement_is_changed_until_it_is_public(desk, secretary):
    first = desk.comments[0]
    release(first, desk.secretary)
    settle(first, desk.secretary)
    data = on_screen(secretary, desk) | typed(first, outcome="rejected", reasoning="Nelze.")
    assert secretary.post(url_of(desk), data).status_code == 302
    assert Settlement.objects.get().outcome == "rejected"


def test_released_comment_is_hidden_later_with_a_reason(desk, secretary, client):
    first = desk.comments[0]
    release(first, desk.secretary)
    settle(first, desk.secretary)
    data = on_screen(secretary, desk) | typed(first, status="hidden", hidden_reason="Osobní údaje.")
    assert secretary.post(url_of(desk), data).status_code == 302
    assert "Modrá." not in words(client.get("/orez/navrh/1/pripominky/"))


def test_nothing_changes_once_the_settlements_are_public(desk, secretary):
    for comment in desk.comments:
        release(comment, desk.secretary)
        settle(comment, desk.secretary)
    data = on_screen(secretary, desk)
    make(desk.page, "publish_settlements", desk.secretary)
    before = facts()
    first, second, _third = desk.comments
    data |= typed(first, outcome="rejected", reasoning="Nelze.")
    data |= typed(second, status="hidden", hidden_reason="Pozdě.")
    response = secretary.post(url_of(desk), data)
    assert response.status_code == 409
    assert facts() == before
    later = secretary.get(url_of(desk))
    assert "Vyhovíme." in words(later)
    assert not soup(later).find_all("textarea")


@pytest.mark.parametrize("who", ["writer", "mayor"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_desk_is_for_who_works_at_it(desk, secretary, who, method):
    data = on_screen(secretary, desk) | typed(desk.comments[0], status="released")
    response = getattr(signed_in(getattr(desk, who)), method)(url_of(desk), data)
    assert response.status_code == 302
    assert response.url == reverse("wagtailadmin_home")
    assert facts() == [("received", "", None, None)] * 3


@pytest.mark.parametrize("method", ["get", "post"])
def test_desk_of_a_draft_is_not_there_for_a_stranger(desk, secretary, method):
    data = on_screen(secretary, desk) | typed(desk.comments[0], status="released")
    response = getattr(signed_in(person("stranger")), method)(url_of(desk), data)
    assert response.status_code == 404
    assert facts() == [("received", "", None, None)] * 3


def test_comment_of_another_consultation_is_not_reached_by_crossed_numbers(desk, secretary):
    data = on_screen(secretary, desk)
    other = another_town(desk)
    stranger = comment_on(other.consultation, "Cizí.")
    data |= typed(stranger, seen="", status="released", outcome="accepted", reasoning="Podvrh.")
    secretary.post(url_of(desk), data)
    stranger.refresh_from_db()
    assert stranger.status == "received"
    assert not Settlement.objects.exists()


@pytest.mark.parametrize(
    "name", ["c-seen", "cx-seen", "c0-seen", f"c{10**30}-seen", "c1\x00-seen", "c²-seen", "c٣-seen"]
)
def test_forged_names_of_rows_are_ignored(desk, secretary, name):
    assert secretary.post(url_of(desk), {name: "x"}).status_code == 302
    assert facts() == [("received", "", None, None)] * 3


def test_filter_shows_what_it_says_and_keeps_what_it_saved(desk, secretary):
    first, second, third = desk.comments
    release(first, desk.secretary)
    ModerateComment(second, status="hidden", reason="Uráží.", user=desk.secretary).execute()
    shown = {
        show: words(secretary.get(f"{url_of(desk)}?show={show}"))
        for show in ("", "waiting", "unsettled", "hidden")
    }
    found = {
        show: [word for word in ("Modrá.", "Bílá.", "Zelená.") if word in text]
        for show, text in shown.items()
    }
    assert found == {
        "": ["Modrá.", "Bílá.", "Zelená."],
        "waiting": ["Zelená."],
        "unsettled": ["Modrá."],
        "hidden": ["Bílá."],
    }
    data = form_data(secretary.get(f"{url_of(desk)}?show=waiting"), f"c{third.pk}-seen")
    response = secretary.post(f"{url_of(desk)}?show=waiting", data | typed(third, status="released"))
    assert response.url.endswith("?show=waiting")
    for forged in ("nic", "\x00", "x" * 5000):
        assert secretary.get(url_of(desk), {"show": forged, "p": forged}).status_code == 200


def test_cost_does_not_grow_with_comments(hall):
    hall.until_settlement(*[f"Text {number}." for number in range(5)])
    browser = signed_in(hall.secretary)
    costs = []
    for _round in range(2):
        browser.get(url_of(hall))
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(url_of(hall)).status_code == 200
        costs.append(len(seen))
        comment = hall.comments[0]
        copies = [Comment(submission=comment.submission, number=n, text="x") for n in range(2, 23)]
        Comment.objects.bulk_create(copies) if not _round else None
    assert Comment.objects.count() == 26
    assert costs[0] == costs[1] <= 40


def test_process_leads_to_the_desk(desk, secretary):
    process = secretary.get(reverse("kpss_workflows_admin:process", args=[desk.page.pk]))
    assert soup(process).find("a", href=url_of(desk))
    refused = secretary.get(
        reverse("kpss_workflows_admin:transition", args=[desk.page.pk, "submit_to_assembly"])
    )
    assert soup(refused).find("a", href=url_of(desk))

"""Several comments at once: the same actions, each refusal named, and nothing of a colleague's is overwritten."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageLogEntry

from workflows.actions import for_many
from workflows.actions.moderate_comment import ModerateComment
from workflows.models import Comment, Consultation

from .browser import administrator, form_data, signed_in, soup, words
from .many import fill
from .story import another_town, comment_on, make, person, release, settle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]


def url_of(hall) -> str:
    return reverse("kpss_workflows_admin:desk", args=[hall.consultation.pk])


@pytest.fixture
def desk(hall):
    """Three comments wait at the desk."""
    return hall.until_settlement("Modrá.", "Bílá.", "Zelená.")


@pytest.fixture
def secretary(desk):
    """The browser of who works there."""
    return signed_in(desk.secretary)


def drawn(browser, hall, query: str = "") -> dict:
    """The desk as it is loaded into a browser."""
    return form_data(browser.get(url_of(hall) + query), "drawn")


def press(browser, hall, data, deed: str, *ticked, query: str = "", **fields):
    """Tick some comments and press a button for many."""
    sent = {f"bulk-{name}": value for name, value in fields.items()}
    sent |= {"deed": deed, "tick": [one.pk for one in ticked]}
    return browser.post(url_of(hall) + query, data | sent)


def facts() -> list[tuple]:
    return [*Comment.objects.order_by("pk").values_list("status", "settlement__outcome")]


def test_ticked_comments_are_released_and_each_is_logged(desk, secretary):
    first, second, _third = desk.comments
    before = PageLogEntry.objects.count()
    response = press(secretary, desk, drawn(secretary, desk), "release", first, second)
    assert response.status_code == 302
    assert facts() == [("released", None), ("released", None), ("received", None)]
    assert PageLogEntry.objects.count() == before + 2


@pytest.mark.parametrize(
    ("deed", "fields", "field", "wanted"),
    [
        ("hide", {"hidden_reason": "Uráží."}, "hidden_reason", "Uráží."),
        ("classify", {"kind": "formal"}, "kind", "formal"),
        ("settle", {"outcome": "noted", "reasoning": "Víme."}, "settlement__reasoning", "Víme."),
        (
            "settle",
            {"outcome": "noted", "template": "unrelated"},
            "settlement__reasoning",
            "The comment does not concern the matter of this document.",
        ),
    ],
)
def test_deeds_with_a_field(desk, secretary, deed, fields, field, wanted):
    for comment in desk.comments:
        release(comment, desk.secretary)
    response = press(secretary, desk, drawn(secretary, desk), deed, *desk.comments, **fields)
    assert response.status_code == 302
    assert {*Comment.objects.values_list(field, flat=True)} == {wanted}


def test_assigned_to_a_person_of_the_desk_only(desk, secretary):
    first, second, _third = desk.comments
    data = drawn(secretary, desk)
    assert press(secretary, desk, data, "assign", first, to=str(desk.secretary.pk)).status_code == 302
    assert press(secretary, desk, data, "assign", second, to=str(desk.writer.pk)).status_code == 422
    assert [*Comment.objects.order_by("pk").values_list("assigned_to", flat=True)] == [
        desk.secretary.pk,
        None,
        None,
    ]


def test_settlements_are_marked_as_ready(desk, secretary):
    first, second, _third = desk.comments
    for comment in (first, second):
        release(comment, desk.secretary)
    data = drawn(secretary, desk) | {f"c{first.pk}-outcome": "noted", f"c{first.pk}-reasoning": "Víme."}
    data.pop(f"c{first.pk}-is_ready")
    secretary.post(url_of(desk), data)
    response = press(secretary, desk, drawn(secretary, desk), "ready", first, second)
    assert response.status_code == 409
    assert Comment.objects.get(pk=first.pk).settlement.is_ready
    assert second.reference in soup(response).find(role="alert").get_text()


def test_what_may_pass_passes_and_refusals_are_named(desk, secretary):
    first, second, third = desk.comments
    release(first, desk.secretary)
    response = press(
        secretary, desk, drawn(secretary, desk), "settle", first, second, outcome="noted", reasoning="Víme."
    )
    assert response.status_code == 409
    told = soup(response).find(role="alert").get_text(" ")
    assert "Done with 1 comment." in told
    assert f"Release the comment first; a hidden one is not settled. – {second.reference}" in told
    assert third.reference not in told
    assert facts() == [("released", "noted"), ("received", None), ("received", None)]


def test_settlement_that_reads_otherwise_stays_unless_replacing_is_ticked(desk, secretary):
    first = desk.comments[0]
    release(first, desk.secretary)
    settle(first, desk.secretary, "rejected", "Nelze.")
    wish = {"outcome": "noted", "reasoning": "Víme."}
    refused = press(secretary, desk, drawn(secretary, desk), "settle", first, **wish)
    assert refused.status_code == 409
    assert facts()[0] == ("released", "rejected")
    press(secretary, desk, drawn(secretary, desk), "settle", first, **wish, replaces="on")
    assert facts()[0] == ("released", "noted")


@pytest.mark.parametrize("whole", [False, True])
def test_stale_screen_names_the_conflict_and_overwrites_nothing(desk, secretary, whole):
    first, second, _third = desk.comments
    data = drawn(secretary, desk) | ({"every": "1"} if whole else {})
    ModerateComment(first, status="hidden", reason="Uráží.", user=administrator()).execute()
    response = press(secretary, desk, data, "release", first, second)
    assert response.status_code == 409
    assert facts()[:2] == [("hidden", None), ("released", None)]
    told = soup(response).find(role="alert").get_text(" ")
    assert "somebody else changed this comment" in told
    assert first.reference in told


def test_second_click_does_nothing_more(desk, secretary):
    data = drawn(secretary, desk)
    for _click in range(2):
        response = press(secretary, desk, data, "release", *desk.comments)
        assert response.status_code == 302
    assert PageLogEntry.objects.filter(action="kpss_workflows.moderation").count() == 3


def test_all_that_match_the_filter_and_no_other(desk, secretary):
    release(desk.comments[0], desk.secretary)
    page = secretary.get(url_of(desk) + "?show=waiting")
    assert "all 2 comments that match the filter" in words(page)
    data = form_data(page, "drawn") | {"every": "1"}
    response = press(secretary, desk, data, "hide", query="?show=waiting", hidden_reason="Uráží.")
    assert response.status_code == 302
    assert [status for status, _outcome in facts()] == ["released", "hidden", "hidden"]


def test_all_on_the_screen_without_a_script(desk, secretary):
    data = drawn(secretary, desk, "?q=Modr") | {"screen": "1"}
    assert press(secretary, desk, data, "release", query="?q=Modr").status_code == 302
    assert [status for status, _outcome in facts()] == ["released", "received", "received"]


def test_what_came_after_the_screen_was_drawn_is_not_done_unseen(desk, secretary):
    data = drawn(secretary, desk) | {"every": "1"}
    Consultation.objects.update(closes_at=desk.consultation.opens_at.replace(year=2999))
    late = comment_on(desk.consultation, "Nová.")
    assert press(secretary, desk, data, "release").status_code == 409
    late.refresh_from_db()
    assert late.status == "received"


def test_long_pile_goes_on_by_the_next_press(desk, secretary, monkeypatch):
    ticking = iter(range(0, 1000, 8))
    monkeypatch.setattr(for_many, "monotonic", lambda: next(ticking))
    data = drawn(secretary, desk) | {"every": "1"}
    response = press(secretary, desk, data, "release")
    assert "Time ran out before 1 comment." in words(response)
    again = form_data(response, "drawn")
    assert again["every"] == "1"
    monkeypatch.setattr(for_many, "PATIENCE", 100)
    assert press(secretary, desk, again, "release").status_code == 302
    assert {status for status, _outcome in facts()} == {"released"}


@pytest.mark.parametrize("deed", ["hide", "settle"])
def test_button_without_what_it_needs_does_nothing(desk, secretary, deed):
    release(desk.comments[0], desk.secretary)
    response = press(secretary, desk, drawn(secretary, desk), deed, desk.comments[0])
    assert response.status_code == 422
    assert soup(response).select(".error-message")
    assert facts()[0] == ("released", None)


def test_nothing_ticked_and_what_is_written_into_rows_stays(desk, secretary):
    first, second, _third = desk.comments
    data = drawn(secretary, desk)
    assert "Tick the comments first." in words(press(secretary, desk, data, "release"))
    data |= {f"c{first.pk}-hidden_reason": "Rozepsáno."}
    response = press(secretary, desk, data, "release", second)
    assert response.status_code == 409
    assert form_data(response, "drawn")[f"c{first.pk}-hidden_reason"] == "Rozepsáno."
    assert soup(response).find(attrs={"name": "tick", "value": str(second.pk)}).has_attr("checked")
    assert {status for status, _outcome in facts()} == {"received"}


@pytest.mark.parametrize("forged", ["", "x", "²", "9" * 40, "-1", "1\x00"])
def test_forged_ticks_and_moments_are_ignored(desk, secretary, forged):
    data = drawn(secretary, desk) | {"tick": [forged], "drawn": forged, "deed": "release"}
    assert secretary.post(url_of(desk), data).status_code == 409
    assert secretary.post(url_of(desk), data | {"every": "1"}).status_code == 409
    assert {status for status, _outcome in facts()} == {"received"}


def test_comments_of_another_town_are_out_of_reach(desk, secretary):
    stranger = comment_on(another_town(desk).consultation, "Cizí.")
    data = drawn(secretary, desk) | {f"c{stranger.pk}-seen": "x", "screen": "1"}
    press(secretary, desk, data, "release", stranger)
    stranger.refresh_from_db()
    assert stranger.status == "received"


@pytest.mark.parametrize(("who", "status"), [("writer", 302), ("stranger", 404), ("", 302)])
def test_nobody_else_does_anything(desk, secretary, client, who, status):
    data = drawn(secretary, desk)
    browser = client
    if who:
        browser = signed_in(person("stranger") if who == "stranger" else getattr(desk, who))
    assert press(browser, desk, data, "release", *desk.comments).status_code == status
    assert {status for status, _outcome in facts()} == {"received"}


def test_nothing_is_done_once_the_settlements_are_public(desk, secretary):
    for comment in desk.comments:
        release(comment, desk.secretary)
        settle(comment, desk.secretary)
    data = drawn(secretary, desk)
    make(desk.page, "publish_settlements", desk.secretary)
    response = press(secretary, desk, data, "hide", *desk.comments, hidden_reason="Pozdě.")
    assert response.status_code == 409
    assert {status for status, _outcome in facts()} == {"released"}


def test_full_desk_asks_no_more_questions(hall):
    hall.until_settlement("Modrá.")
    browser = signed_in(hall.secretary)
    fill(hall.consultation, 60, by=hall.secretary)
    costs = []
    for query in ("", "?show=unsettled&q=ve", "?p=3"):
        browser.get(url_of(hall) + query)
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(url_of(hall) + query).status_code == 200
        costs.append(len(seen))
        fill(hall.consultation, 40, by=hall.secretary)
    assert max(costs) <= 32
    assert max(costs) - min(costs) <= 1

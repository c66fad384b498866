"""A town calls outcomes by its own words and keeps its own reasonings ready, at a place and below it."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from workflows.actions.base import Refused
from workflows.actions.publish_settlements import publish_settlements
from workflows.models import OutcomeLabel, ReadyReasoning, RoleAssignment, Settlement
from workflows.settlement_words import outcome_choices, reasonings_at

from .browser import administrator, form_data, signed_in, soup, words
from .story import home, person, release, settle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]


@pytest.fixture
def desk(hall):
    """One comment that is released."""
    hall.until_settlement("Modrá.")
    release(hall.comments[0], hall.secretary)
    return hall


def address(place) -> str:
    return reverse("kpss_workflows_admin:settlement_words", args=[place.pk])


def desk_of(hall) -> str:
    return reverse("kpss_workflows_admin:desk", args=[hall.consultation.pk])


def said(browser, place, **values):
    """Write some words at a place."""
    data = form_data(browser.get(address(place)), "outcomes-seen")
    return browser.post(address(place), data | {key.replace("__", "-"): one for key, one in values.items()})


def titles(page) -> list[str]:
    return [one.title for one in reasonings_at(page)]


def test_outcome_is_called_by_the_towns_word_at_every_door(desk, client):
    browser = signed_in(desk.secretary)
    assert said(browser, home(), outcomes__accepted="vyhověno").status_code == 302
    settle(desk.comments[0], desk.secretary)
    option = soup(browser.get(desk_of(desk))).select_one("select[name$=outcome] option[value=accepted]")
    assert option.text == "vyhověno"
    comment = reverse("kpss_workflows_admin:register_comment", args=[desk.comments[0].pk])
    assert "Settlement: vyhověno" in words(browser.get(comment))
    assert "vyhověno" in words(
        browser.get(reverse("kpss_workflows_admin:accept", args=[desk.consultation.pk]))
    )
    publish_settlements(desk.consultation, timezone.now())
    # What was published as granted stays so called, whatever the town says later.
    OutcomeLabel.objects.update(label="zamítnuto")
    for public in ("pripominky/", "vyporadani/"):
        assert "vyhověno" in words(client.get(f"/orez/navrh/1/{public}"))
    values = b"".join(client.get("/orez/navrh/1/vyporadani/csv/").streaming_content).decode()
    assert "vyhověno" in values
    receipt = desk.comments[0].submission.private_path
    assert "vyhověno" in words(client.get(receipt))


def test_nearest_place_decides_and_others_keep_their_words(desk):
    OutcomeLabel.objects.create(place=home(), outcome="accepted", label="vyhověno")
    OutcomeLabel.objects.create(place=desk.page, outcome="accepted", label="přijato")
    assert dict(outcome_choices(desk.page.pk))["accepted"] == "přijato"
    assert dict(outcome_choices(home().pk))["accepted"] == "vyhověno"
    assert dict(outcome_choices(home().get_parent().pk))["accepted"] == "accepted"


def test_two_outcomes_are_not_called_the_same(desk):
    response = said(signed_in(desk.secretary), home(), outcomes__accepted="Ano", outcomes__noted="ano")
    assert response.status_code == 422
    assert form_data(response, "outcomes-seen")["outcomes-accepted"] == "Ano"
    assert not OutcomeLabel.objects.exists()


@pytest.mark.parametrize(
    ("above", "typed"),
    [
        ({}, {"outcomes__noted": "Accepted"}),
        ({"accepted": "Vyhověno"}, {"outcomes__noted": "vyhověno"}),
        ({"accepted": "vyhověno", "noted": "na vědomí"}, {"outcomes__rejected": "Na vědomí"}),
    ],
)
def test_outcome_is_not_called_as_another_one_is_above_or_as_shipped(desk, above, typed):
    for outcome, label in above.items():
        OutcomeLabel.objects.create(place=home(), outcome=outcome, label=label)
    response = said(signed_in(desk.secretary), desk.page, **typed)
    assert response.status_code == 422
    assert "Two outcomes cannot be called the same." in words(response)
    assert not OutcomeLabel.objects.filter(place=desk.page.pk).exists()


def test_outcome_is_not_called_as_another_one_is_in_another_language(desk, settings):
    settings.LANGUAGES = [("en", "English"), ("cs", "Czech")]
    assert said(signed_in(desk.secretary), home(), outcomes__noted="Neakceptováno").status_code == 422
    assert not OutcomeLabel.objects.exists()


def test_shipped_word_is_free_once_its_outcome_has_another(desk):
    browser = signed_in(desk.secretary)
    assert said(browser, home(), outcomes__accepted="ano", outcomes__noted="accepted").status_code == 302
    assert said(browser, home(), outcomes__accepted="", outcomes__noted="accepted").status_code == 422


def test_two_reasonings_are_ready_and_the_town_adds_changes_and_removes(desk):
    browser = signed_in(desk.secretary)
    assert titles(desk.page) == ["already contained", "not about this plan"]
    response = said(
        browser,
        home(),
        **{"reasonings-0-title": "už je tam", "reasonings-1-removed": "on"},
        **{"reasonings-2-title": "kraj", "reasonings-2-text": "Patří kraji."},
    )
    assert response.status_code == 302
    assert titles(desk.page) == ["už je tam", "kraj"]
    said(browser, home(), **{"reasonings-2-removed": "on", "reasonings-0-title": "already contained"})
    assert titles(desk.page) == ["already contained"]
    assert ReadyReasoning.objects.get().key == "unrelated"
    assert PageLogEntry.objects.filter(action="kpss_workflows.words").count() == 2


def test_half_a_reasoning_is_refused_and_kept(desk):
    response = said(signed_in(desk.secretary), home(), **{"reasonings-2-title": "kraj"})
    assert response.status_code == 422
    assert form_data(response, "outcomes-seen")["reasonings-2-title"] == "kraj"
    assert not ReadyReasoning.objects.exists()


def test_who_was_slower_overwrites_nothing(desk):
    browser = signed_in(desk.secretary)
    data = form_data(browser.get(address(home())), "outcomes-seen")
    said(signed_in(administrator()), home(), outcomes__noted="na vědomí")
    response = browser.post(address(home()), data | {"outcomes-noted": "bereme"})
    assert response.status_code == 409
    assert OutcomeLabel.objects.get().label == "na vědomí"
    assert form_data(response, "outcomes-seen")["outcomes-noted"] == "bereme"


def test_ready_reasoning_is_taken_where_none_was_written(desk):
    browser, name = signed_in(desk.secretary), f"c{desk.comments[0].pk}"
    data = form_data(browser.get(desk_of(desk)), "drawn")
    chosen = {f"{name}-outcome": "noted", f"{name}-template": "unrelated"}
    assert browser.post(desk_of(desk), data | chosen).status_code == 302
    assert Settlement.objects.get().reasoning == "The comment does not concern the matter of this document."
    data = form_data(browser.get(desk_of(desk)), "drawn")
    written = {f"{name}-reasoning": "Jinak.", f"{name}-template": "unrelated"}
    browser.post(desk_of(desk), data | written)
    assert Settlement.objects.get().reasoning == "Jinak."


def test_empty_place_is_filled_in_before_a_settlement_is_ready(desk):
    browser, name = signed_in(desk.secretary), f"c{desk.comments[0].pk}"
    data = form_data(browser.get(desk_of(desk)), "drawn")
    data |= {f"{name}-outcome": "noted", f"{name}-template": "contained"}
    response = browser.post(desk_of(desk), data)
    assert response.status_code == 409
    again = form_data(response, "drawn")
    assert "____" in again[f"{name}-reasoning"]
    again[f"{name}-reasoning"] = again[f"{name}-reasoning"].replace("____", "opatření 3.1.")
    assert browser.post(desk_of(desk), again).status_code == 302
    with pytest.raises(Refused, match="empty place"):
        settle(desk.comments[0], desk.secretary, reasoning="Viz ____.")


def secretary_of(page):
    """Somebody who works at the desk of one page only."""
    someone = person("reader", name="elsewhere", page=page)
    RoleAssignment.objects.create(group=someone.groups.get(), role="secretary", page=page)
    return someone


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["writer", "stranger", "", "of a page below"])
def test_words_of_a_place_are_for_who_settles_there(desk, client, who, method):
    browser = client
    if who:
        below = who == "of a page below"
        browser = signed_in(secretary_of(desk.page) if below else person(who, name=f"a {who}"))
    data = {"outcomes-accepted": "podvrh", "reasonings-TOTAL_FORMS": "0", "reasonings-INITIAL_FORMS": "0"}
    response = getattr(browser, method)(address(home()), data)
    assert response.status_code == 302
    assert response.url.startswith(reverse("wagtailadmin_home"))
    assert not OutcomeLabel.objects.exists()


def test_menu_leads_there_and_a_single_place_is_opened_at_once(desk):
    listing = reverse("kpss_workflows_admin:settlement_places")
    browser = signed_in(desk.secretary)
    assert browser.get(listing).url == address(home())
    secretary_of(desk.page)
    assert address(desk.page) in {one["href"] for one in soup(browser.get(listing)).select("a[href]")}
    assert listing.encode() in browser.get(reverse("wagtailadmin_home")).content
    assert listing.encode() not in signed_in(desk.writer).get(reverse("wagtailadmin_home")).content
    assert signed_in(desk.writer).get(listing).url == reverse("wagtailadmin_home")


def test_forged_rows_of_other_places_are_not_touched(desk):
    other = ReadyReasoning.objects.create(place=desk.page, title="cizí", text="Cizí.")
    forged = {"reasonings-2-pk": str(other.pk), "reasonings-2-title": "podvrh", "reasonings-2-text": "x"}
    assert said(signed_in(desk.secretary), home(), **forged).status_code == 422
    other.refresh_from_db()
    assert other.title == "cizí"

"""What the forms of transitions ask for: a period by the town hall's clock, a resolution, a correction."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse
from wagtail.users.models import UserProfile

from workflows.models import Consultation, Resolution, ResolutionCorrection

from .browser import form_data, signed_in, soup, words
from .story import decide, person, state_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]


def open_url(hall) -> str:
    return reverse("kpss_workflows_admin:transition", args=[hall.page.pk, "open"])


def record_url(hall, transition: str = "record") -> str:
    return reverse("kpss_workflows_admin:transition", args=[hall.page.pk, transition])


def post_period(hall, opens: str, closes: str, **extra):
    """The secretary fills in a period, "YYYY-MM-DD HH:MM" by the town hall's clock, and sends it."""
    browser = signed_in(hall.secretary)
    data = form_data(browser.get(open_url(hall)), "contact")
    for name, wall in (("opens_at", opens), ("closes_at", closes)):
        data[f"{name}_0"], data[f"{name}_1"] = wall.split(" ")
    return browser.post(open_url(hall), data | {"contact": "Radnice, dveře 5"} | extra)


@pytest.fixture
def spring(hall):
    """The first of March 2027; everybody has approved."""
    with time_machine.travel(datetime(2027, 3, 1, 8, tzinfo=UTC), tick=False):
        yield hall.until_ready()


def test_period_is_by_the_town_halls_clock(spring):
    response = post_period(spring, "2027-03-10 08:00", "2027-04-10 12:00")
    assert response.status_code == 302
    consultation = Consultation.objects.get()
    assert consultation.opens_at == datetime(2027, 3, 10, 7, tzinfo=UTC)
    assert consultation.closes_at == datetime(2027, 4, 10, 10, tzinfo=UTC)


def test_zone_of_the_editors_profile_does_not_matter(spring):
    UserProfile.objects.create(user=spring.secretary, current_time_zone="America/New_York")
    post_period(spring, "2027-03-10 08:00", "2027-04-10 12:00")
    assert Consultation.objects.get().opens_at == datetime(2027, 3, 10, 7, tzinfo=UTC)
    process = signed_in(spring.secretary).get(reverse("kpss_workflows_admin:process", args=[spring.page.pk]))
    assert "10. 3. 2027 8:00" in words(process)


def test_hour_that_does_not_exist_is_refused_in_a_sentence(spring):
    response = post_period(spring, "2027-03-10 08:00", "2027-03-28 02:30", introduction="Milí občané.")
    assert response.status_code == 422
    assert "clocks move forward" in words(response) or "neexistuje" in words(response)
    again = form_data(response, "contact")
    assert again["contact"] == "Radnice, dveře 5"
    assert again["introduction"] == "Milí občané."
    assert (again["closes_at_0"], again["closes_at_1"]) == ("2027-03-28", "02:30")
    assert not Consultation.objects.exists()


def test_hour_that_comes_twice_closes_at_the_second(spring):
    post_period(spring, "2027-03-10 08:00", "2027-10-31 02:30")
    assert Consultation.objects.get().closes_at == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


def test_hour_that_comes_twice_opens_at_the_first(spring):
    assert post_period(spring, "2027-10-31 02:30", "2027-10-31 02:30").status_code == 302
    consultation = Consultation.objects.get()
    assert (consultation.closes_at - consultation.opens_at).total_seconds() == 3600


@pytest.mark.parametrize(
    ("opens", "closes"),
    [
        ("2027-04-10 08:00", "2027-04-10 08:00"),
        ("2027-04-10 08:00", "2027-03-10 08:00"),
        ("2027-02-01 08:00", "2027-02-10 08:00"),
        ("2027-04-31 08:00", "2027-05-10 08:00"),
        ("2027-04-10 25:00", "2027-05-10 08:00"),
        (" ", " "),
        ("2027-04-10 ", "2027-05-10 08:00"),
    ],
)
def test_impossible_period_is_refused_and_kept(spring, opens, closes):
    response = post_period(spring, opens, closes, introduction="Milí občané.")
    assert response.status_code == 422
    assert form_data(response, "contact")["introduction"] == "Milí občané."
    assert state_of(spring.page) == "ready"


def test_opening_of_a_moment_ago_opens_now(spring):
    post_period(spring, "2027-03-01 08:45", "2027-04-10 12:00")
    assert Consultation.objects.get().opens_at == datetime(2027, 3, 1, 8, tzinfo=UTC)
    assert Consultation.objects.get().is_open()


def test_opening_long_past_is_refused(spring):
    assert post_period(spring, "2027-02-10 08:00", "2027-04-10 12:00").status_code == 422
    assert not Consultation.objects.exists()


def test_contact_is_needed(spring):
    assert post_period(spring, "2027-03-10 08:00", "2027-04-10 12:00", contact="  ").status_code == 422
    assert not Consultation.objects.exists()


# A resolution


def test_form_says_where_each_outcome_leads(hall):
    hall.until_assembly()
    response = signed_in(hall.secretary).get(record_url(hall))
    text = words(response)
    assert "Zapracování změn" in text
    assert {radio["value"] for radio in soup(response).find_all("input", attrs={"name": "outcome"})} == {
        "approved",
        "approved_with_changes",
        "returned",
        "postponed",
    }
    assert "/orez/navrh/2/" in response.content.decode()


def test_resolution_is_recorded_as_far_as_it_is_known(hall, client):
    hall.until_assembly()
    browser = signed_in(hall.secretary)
    data = form_data(browser.get(record_url(hall)), "wording")
    assert browser.post(record_url(hall), data | {"outcome": "approved"}).status_code == 302
    assert state_of(hall.page) == "published"
    assert Resolution.objects.get().number == ""
    assert client.get("/orez/").status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"outcome": ""},
        {"outcome": "revoked"},
        {"votes_for": "-1"},
        {"votes_for": "99999999"},
        {"date": "včera"},
        {"valid_until_year": "3000"},
        {"document": "999999"},
        {"number": "x" * 61},
        {"wording": "nul\x00a"},
    ],
    ids=lambda wrong: f"{next(iter(wrong))}-{next(iter(wrong.values()))[:8]!r}",
)
def test_wrong_fact_is_refused_and_the_rest_is_kept(hall, wrong):
    hall.until_assembly()
    browser = signed_in(hall.secretary)
    data = form_data(browser.get(record_url(hall)), "wording")
    typed = {"outcome": "approved", "session": "15. zasedání", "votes_against": "2"}
    response = browser.post(record_url(hall), data | typed | wrong)
    assert response.status_code == 422
    assert form_data(response, "wording")["session"] == "15. zasedání"
    assert not Resolution.objects.exists()
    assert state_of(hall.page) == "assembly"


def test_extension_says_until_when(hall):
    hall.until_assembly()
    decide(hall.page, hall.secretary)
    browser = signed_in(hall.secretary)
    data = form_data(browser.get(record_url(hall, "record_later")), "wording") | {"outcome": "extended"}
    assert browser.post(record_url(hall, "record_later"), data).status_code == 422
    data |= {"valid_until_year": "2030"}
    assert browser.post(record_url(hall, "record_later"), data).status_code == 302
    assert Resolution.objects.filter(valid_until_year=2030).exists()


# What comes later, and what is mended


@pytest.fixture
def resolution(hall):
    """Recorded with a date and without a number."""
    hall.until_assembly()
    decide(hall.page, hall.secretary, date=datetime(2026, 11, 1, tzinfo=UTC).date(), session="15. zasedání")
    return Resolution.objects.get()


def post_correction(user, resolution, **typed):
    url = reverse("kpss_workflows_admin:correction", args=[resolution.pk])
    browser = signed_in(user)
    return browser.post(url, form_data(browser.get(url), "wording") | typed)


def test_number_that_comes_later_needs_no_reason(hall, resolution):
    assert post_correction(hall.secretary, resolution, number="12/2026").status_code == 302
    resolution.refresh_from_db()
    assert resolution.number == "12/2026"
    assert str(resolution.date) == "2026-11-01"


def test_mended_fact_needs_a_reason_and_what_was_typed_is_kept(hall, resolution):
    response = post_correction(hall.secretary, resolution, session="16. zasedání", wording="Schvaluje.")
    assert response.status_code == 422
    assert form_data(response, "wording")["session"] == "16. zasedání"
    assert form_data(response, "wording")["wording"] == "Schvaluje."
    resolution.refresh_from_db()
    assert (resolution.session, resolution.wording) == ("15. zasedání", "")


def test_correction_stays_visible(hall, resolution):
    post_correction(hall.secretary, resolution, session="16. zasedání", reason="Přepsání v zápise.")
    correction = ResolutionCorrection.objects.get()
    assert (correction.before, correction.after) == ("15. zasedání", "16. zasedání")
    process = words(
        signed_in(hall.secretary).get(reverse("kpss_workflows_admin:process", args=[hall.page.pk]))
    )
    for word in ("15. zasedání", "16. zasedání", "Přepsání v zápise."):
        assert word in process


def test_untouched_form_corrects_nothing(hall, resolution):
    assert post_correction(hall.secretary, resolution).status_code == 302
    assert not ResolutionCorrection.objects.exists()


def test_outcome_is_never_corrected(hall, resolution):
    post_correction(hall.secretary, resolution, outcome="returned", body="council", reason="Omyl.")
    resolution.refresh_from_db()
    assert (resolution.outcome, resolution.body) == ("approved", "assembly")


@pytest.mark.parametrize("who", ["writer", "mayor", "stranger"])
def test_who_keeps_no_records_corrects_nothing(hall, resolution, who):
    user = person("stranger") if who == "stranger" else getattr(hall, who)
    url = reverse("kpss_workflows_admin:correction", args=[resolution.pk])
    assert signed_in(user).get(url).status_code == 302
    assert signed_in(user).post(url, {"number": "1", "reason": "Ne."}).status_code == 302
    resolution.refresh_from_db()
    assert resolution.number == ""

"""Floods and programs: a clear refusal for them, and not one genuine comment lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from workflows.intake.limits import address_of, forget_tallies, network_of, source_of
from workflows.models import IntakeTally, Submission

from .browser import form_data, soup, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]

NOON = datetime(2026, 6, 1, 12, 1, tzinfo=UTC)


def url_of(hall) -> str:
    return reverse("kpss_workflows:comment", args=[hall.consultation.pk])


def letter_from(hall, address: str, text: str = "Prosím.", **sent):
    """Somebody at an address opens the form, fills it in and sends it."""
    browser = Client(REMOTE_ADDR=address)
    data = form_data(browser.get(url_of(hall)), "r-0-text") | {"r-0-text": text} | sent
    return browser.post(url_of(hall), data)


# The field nobody sees, and the time


def test_program_that_fills_in_everything_is_refused_and_a_person_may_go_on(hall):
    hall.until_open()
    response = letter_from(hall, "192.0.2.1", website="https://zly.example")
    assert response.status_code == 422
    assert "trap for programs" in words(response)
    assert "Prosím." in response.content.decode()
    assert not Submission.objects.exists()


def test_trap_is_out_of_the_way_of_people(hall, client):
    trap = soup(client.get(url_of(hall.until_open()))).find(attrs={"name": "website"})
    assert trap["tabindex"] == "-1"
    assert trap["autocomplete"] == "off"
    assert trap.find_parent(attrs={"aria-hidden": "true"})


def test_form_that_comes_back_at_once_is_sent_once_more_by_a_person(hall, settings, client):
    settings.KPSS_QUICKEST_SECONDS = 3
    hall.until_open()
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=False) as clock:
        data = form_data(client.get(url_of(hall)), "r-0-text") | {"r-0-text": "Prosím."}
        quick = client.post(url_of(hall), data)
        assert quick.status_code == 422
        assert "very quickly" in words(quick)
        clock.shift(timedelta(seconds=5))
        assert client.post(url_of(hall), form_data(quick, "r-0-text")).status_code == 302


@pytest.mark.parametrize("drawn", ["", "podvrh", "form:1:x"])
def test_forged_stamp_is_no_stamp_and_the_next_press_is_taken(hall, settings, client, drawn):
    settings.KPSS_QUICKEST_SECONDS = 3
    hall.until_open()
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=False) as clock:
        data = form_data(client.get(url_of(hall)), "r-0-text") | {"r-0-text": "Prosím.", "drawn": drawn}
        refused = client.post(url_of(hall), data)
        assert refused.status_code == 422
        clock.shift(timedelta(seconds=5))
        assert client.post(url_of(hall), form_data(refused, "r-0-text")).status_code == 302


def test_form_left_open_for_days_is_taken(hall, settings, client):
    settings.KPSS_QUICKEST_SECONDS = 3
    hall.until_open(closes_in=60 * 24 * 30)
    data = form_data(client.get(url_of(hall)), "r-0-text") | {"r-0-text": "Prosím."}
    with time_machine.travel(timezone.now() + timedelta(days=20)):
        assert client.post(url_of(hall), data).status_code == 302


# How many


def test_flood_is_refused_where_it_comes_from_and_nobody_else_is(hall, settings):
    settings.KPSS_LETTERS_AT_ONCE = 3
    hall.until_open()
    answers = [letter_from(hall, f"192.0.2.{number}", f"Spam {number}") for number in range(1, 9)]
    assert [one.status_code for one in answers] == [302] * 3 + [429] * 5
    assert "Wait ten minutes" in words(answers[-1])
    assert "Spam 8" in answers[-1].content.decode()
    assert answers[-1]["Retry-After"] == "600"
    assert letter_from(hall, "198.51.100.7", "Opravdová připomínka.").status_code == 302
    numbers = [*Submission.objects.order_by("number").values_list("number", flat=True)]
    assert numbers == [1, 2, 3, 4]


def test_ten_minutes_later_the_same_people_may_write_again(hall, settings):
    settings.KPSS_LETTERS_AT_ONCE = 1
    hall.until_open(closes_in=600)
    assert letter_from(hall, "192.0.2.1").status_code == 302
    assert letter_from(hall, "192.0.2.1").status_code == 429
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert letter_from(hall, "192.0.2.1").status_code == 302


def test_what_is_refused_for_another_reason_does_not_count(hall, settings):
    settings.KPSS_LETTERS_AT_ONCE = 1
    hall.until_open()
    assert letter_from(hall, "192.0.2.1", " ").status_code == 422
    assert letter_from(hall, "192.0.2.1").status_code == 302


def test_flood_writes_nothing_once_it_is_refused(hall, settings, django_assert_num_queries):
    settings.KPSS_LETTERS_AT_ONCE = 1
    hall.until_open()
    for _letter in range(5):
        letter_from(hall, "192.0.2.1")
    assert IntakeTally.objects.get().count == 1


def test_tally_tells_nobodys_address_and_is_forgotten(hall, settings):
    settings.KPSS_LETTERS_AT_ONCE = 5
    hall.until_open()
    letter_from(hall, "192.0.2.77")
    tally = IntakeTally.objects.get()
    assert "192" not in tally.source
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.77")
    assert source_of(request, NOON) != source_of(request, NOON + timedelta(days=1))
    assert forget_tallies(timezone.now()) == 0
    assert forget_tallies(timezone.now() + timedelta(hours=1)) == 1


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2ff::1", "2001:db8:1:200::/56"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("", ""),
        ("nesmysl", "nesmysl"),
    ],
)
def test_one_household_is_one_network(address, network):
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("proxies", "told", "address"),
    [
        (0, "10.0.0.1", "192.0.2.1"),
        (1, "10.0.0.1, 203.0.113.5", "203.0.113.5"),
        (2, "10.0.0.1, 203.0.113.5, 10.1.1.1", "203.0.113.5"),
        (2, "203.0.113.5", "192.0.2.1"),
    ],
)
def test_only_ones_own_proxies_are_believed(settings, proxies, told, address):
    settings.KPSS_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", headers={"X-Forwarded-For": told})
    assert address_of(request) == address

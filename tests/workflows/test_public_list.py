"""Consultations of a site as a list, a feed and a calendar file; nothing of a draft or a person stands in them."""

from __future__ import annotations

import copy
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from tests.testapp.models import OrdinaryPage
from workflows.models import Comment, Consultation, ConsultationExtension, ConsultationPlace

from .browser import soup, words
from .story import comment_on, end_consultation, home, make, open_for_comment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]

LIST = "/kpss/pripominky/"
FEED = "/kpss/pripominky/novinky/"


def ics(hall) -> str:
    return reverse("kpss_workflows:calendar", args=[hall.consultation.pk])


def test_open_and_past_ones_are_listed_with_what_became_of_them(hall, client):
    hall.until_open()
    assert "Comments are received until" in words(client.get(LIST))
    end_consultation(hall.consultation)
    Consultation.objects.update(settled_by=date(2099, 5, 1))
    page = words(client.get(LIST))
    assert "No draft is open" in page
    assert "promised by 1. 5. 2099" in page
    Consultation.objects.update(settlements_published_at=timezone.now())
    assert "Settlement published on" in words(client.get(LIST))


def test_empty_list_says_so(hall, client):
    page = words(client.get(LIST))
    assert "No draft is open" in page
    assert "No consultation has ended" in page


def test_what_is_not_open_yet_withdrawn_or_private_is_nowhere(hall, client):
    hall.until_ready()
    hall.consultation = open_for_comment(hall.page, hall.secretary, opens_in=30)
    doors = (LIST, FEED)
    assert not any("Ořez" in client.get(door).content.decode() for door in doors)
    assert client.get(ics(hall)).status_code == 404
    Consultation.objects.update(opens_at=timezone.now() - timedelta(minutes=1))
    hall.consultation.snapshot.public_from = timezone.now() - timedelta(minutes=1)
    hall.consultation.snapshot.save()
    assert all("Ořez" in client.get(door).content.decode() for door in doors)
    restriction = PageViewRestriction.objects.create(
        page=hall.page, restriction_type="password", password="x"
    )
    assert not any("Ořez" in client.get(door).content.decode() for door in doors)
    restriction.delete()
    make(hall.page, "withdraw", hall.secretary, comment="Omyl.")
    assert not any("Ořez" in client.get(door).content.decode() for door in doors)
    assert client.get(ics(hall)).status_code == 404


def test_feed_tells_no_comment_and_no_person(hall, client):
    hall.until_open()
    comment_on(hall.consultation, "Kanárek.")
    feed = client.get(FEED)
    assert feed.status_code == 200
    assert "application/atom+xml" in feed["Content-Type"]
    text = feed.content.decode()
    assert "Ořez stromů" in text
    assert "Kanárek" not in text
    assert "secretary" not in text


def test_calendar_holds_the_period_the_hearing_and_the_promise(hall, client):
    hall.until_open()
    hearing = timezone.now() + timedelta(days=3)
    ConsultationPlace.objects.create(
        consultation=hall.consultation, kind="hearing", place="Sál, přízemí; vlevo", starts_at=hearing
    )
    Consultation.objects.update(settled_by=date(2099, 5, 1))
    read = Calendar.from_ical(client.get(ics(hall)).content)
    events = list(read.walk("VEVENT"))
    assert len(events) == 3
    assert events[1]["location"] == "Sál, přízemí; vlevo"
    assert events[1]["dtstart"].dt == hearing.replace(microsecond=0)
    assert events[2]["dtstart"].dt == date(2099, 5, 1)
    assert len({str(one["uid"]) for one in events}) == 3


def asked(client, address: str) -> int:
    """How many queries an address takes."""
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def copies(hall, count: int) -> None:
    """More consultations of the same page, each extended once."""
    first = hall.consultation
    for number in range(2, count + 2):
        snapshot = copy.copy(first.snapshot)
        snapshot.pk, snapshot.number = None, number
        snapshot.save()
        consultation = copy.copy(first)
        consultation.pk, consultation.snapshot = None, snapshot
        consultation.save()
        ConsultationExtension.objects.create(
            consultation=consultation,
            closed_at_before=first.closes_at,
            closes_at=first.closes_at + timedelta(days=1),
            reason="Web nešel.",
        )


@pytest.mark.parametrize(("address", "most"), [(LIST, 14), (FEED, 10)])
def test_list_and_feed_take_as_many_queries_for_many_as_for_few(hall, client, address, most):
    hall.until_open()
    asked(client, address)
    few = asked(client, address)
    assert few <= most
    copies(hall, 12)
    assert asked(client, address) <= few + 1


def test_numbers_tell_how_many_came_and_not_what(hall, client):
    hall.until_open()
    for _time in range(2):
        comment_on(hall.consultation, "Kanárek.")
    withdrawn = comment_on(hall.consultation)
    Comment.objects.filter(pk=withdrawn.pk).update(status="withdrawn")
    page = words(client.get(LIST))
    assert "2 comments came." in page
    assert "Kanárek" not in page


def test_list_feed_and_form_of_one_town_know_no_other(hall, client):
    hall.until_open()
    town = home().add_child(instance=OrdinaryPage(title="Jiné město", slug="jine"))
    for door in (LIST, FEED):
        answer = client.get(door, {"misto": town.pk})
        assert "Ořez" not in answer.content.decode()
        assert "Jiné město" in answer.content.decode()
        assert "Ořez" in client.get(door, {"misto": hall.page.pk}).content.decode()
        assert "Ořez" in client.get(door, {"misto": home().pk}).content.decode()
    form = soup(client.get(LIST, {"misto": town.pk})).find(attrs={"name": "email"}).find_parent("form")
    assert form["action"] == reverse("kpss_workflows:subscribe", args=[town.pk])


@pytest.mark.parametrize("place", ["nic", "0", "1", "-1", "9" * 30, "\x00"])
def test_place_that_the_public_does_not_know_lists_nothing(hall, client, place):
    hall.until_open()
    assert client.get(LIST, {"misto": place}).status_code == 404
    assert client.get(FEED, {"misto": place}).status_code == 404


def test_drafts_and_private_pages_are_no_places(hall, client):
    assert client.get(LIST, {"misto": hall.page.pk}).status_code == 404
    hall.until_open()
    PageViewRestriction.objects.create(page=hall.page, restriction_type="login")
    assert client.get(LIST, {"misto": hall.page.pk}).status_code == 404


def test_pages_lead_to_the_feed(hall, client):
    hall.until_open()
    for address, feed in (("/orez/", f"{FEED}?misto={hall.page.pk}"), (LIST, FEED)):
        assert soup(client.get(address)).find("link", type="application/atom+xml")["href"] == feed


@pytest.mark.parametrize("page", ["0", "nic", "99", "\x00"])
def test_nonsense_pages_are_forgiven(hall, client, page):
    assert client.get(LIST, {"p": page}).status_code == 200


def test_lists_are_only_read(hall, client):
    for address in (LIST, ics(hall.until_open())):
        assert client.post(address).status_code == 405

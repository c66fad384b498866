"""Consultations of a site as a list, a feed and a calendar file; nothing of a draft or a person stands in them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from workflows.models import Consultation, ConsultationPlace

from .browser import words
from .story import comment_on, end_consultation, make, open_for_comment

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


def test_list_takes_as_many_queries_for_many_as_for_few(hall, client):
    hall.until_open()

    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        return len(found)

    asked(LIST)
    assert asked(LIST) <= 20


@pytest.mark.parametrize("page", ["0", "nic", "99", "\x00"])
def test_nonsense_pages_are_forgiven(hall, client, page):
    assert client.get(LIST, {"p": page}).status_code == 200


def test_lists_are_only_read(hall, client):
    for address in (LIST, ics(hall.until_open())):
        assert client.post(address).status_code == 405

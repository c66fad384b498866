"""What the page of a consultation says: while it is open, after it has closed, and once it is settled."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from workflows.actions.extend_consultation import ExtendConsultation
from workflows.models import Comment, Consultation, ConsultationPlace

from .browser import soup, words
from .story import comment_on, decide, end_consultation, make, release, settle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]

PAGE = "/orez/navrh/1/"


def banner(client, address: str = PAGE) -> str:
    """What stands in the banner."""
    found = soup(client.get(address)).select_one(".kpss-banner--draft")
    return " ".join(found.get_text(" ").split())


def test_open_one_says_until_when_how_and_how_many(hall, client):
    hall.until_open()
    hearing = timezone.now() + timedelta(days=3)
    for kind, starts_at in (("viewing", None), ("advice", None), ("hearing", hearing)):
        ConsultationPlace.objects.create(
            consultation=hall.consultation,
            kind=kind,
            place=f"Sál {kind}",
            hours="Po 8–17",
            starts_at=starts_at,
        )
    Consultation.objects.update(settled_by=date(2099, 5, 1), counts="delivered", takes_late=False)
    comment_on(hall.consultation, "Kanárek.")
    said = banner(client)
    for sentence in (
        "Draft for public comment",
        "submissions: 1, comments in them: 1",
        "the moment of delivery to the town hall",
        "are not taken",
        "promised by 1. 5. 2099",
        "Radnice, dveře 5",
        "Sál viewing",
        "Sál advice",
        "Sál hearing",
        "Into the calendar",
        "Comment on the whole document",
    ):
        assert sentence in said.replace("\xa0", " "), sentence
    assert "Kanárek" not in said


def test_extended_one_says_from_when_to_when_and_why(hall, client):
    hall.until_open()
    later = hall.consultation.closes_at + timedelta(days=7)
    ExtendConsultation(hall.consultation, closes_at=later, reason="Web nešel.", user=hall.secretary).execute()
    assert "Extended from" in banner(client)
    assert "Web nešel." in banner(client)


def test_closed_one_counts_what_came_and_links_comments_only_if_they_are_public(hall, client):
    hall.until_open()
    withdrawn = comment_on(hall.consultation)
    comment_on(hall.consultation)
    Comment.objects.filter(pk=withdrawn.pk).update(status="withdrawn")
    end_consultation(hall.consultation)
    said = banner(client)
    assert "The comments are being settled." in said
    assert "submissions: 1, comments in them: 1" in said
    assert "Released comments" in said
    assert "Into the calendar" not in said
    Consultation.objects.update(shown="settled")
    assert "Released comments" not in banner(client)


def test_settled_one_sums_up_and_leads_to_the_table_its_files_and_the_approved_wording(hall, client):
    hall.until_assembly("Ano.", "Ne.")
    Consultation.objects.update(settlements_published_at=timezone.now())
    said = banner(client)
    assert "Accepted: 2" in said
    assert "The approved wording" not in said
    links = {link["href"] for link in soup(client.get(PAGE)).select(".kpss-banner--draft a")}
    assert {f"{PAGE}vyporadani/", f"{PAGE}vyporadani/csv/", f"{PAGE}vyporadani/xlsx/"} <= links
    decide(hall.page, hall.secretary)
    assert "The approved wording" in banner(client)
    links = {link["href"] for link in soup(client.get(PAGE)).select(".kpss-banner--draft a")}
    assert "/orez/" in links


def test_older_approved_wording_is_not_what_came_of_a_newer_draft(hall, client):
    hall.until_assembly()
    decide(hall.page, hall.secretary)
    make(hall.page, "start_again", hall.secretary)
    hall.until_open()
    number = hall.consultation.snapshot.number
    end_consultation(hall.consultation)
    assert "The approved wording" not in banner(client, f"/orez/navrh/{number}/")


def test_withdrawn_one_says_why_and_nothing_else(hall, client):
    hall.until_open()
    comment_on(hall.consultation, "Kanárek.")
    make(hall.page, "withdraw", hall.secretary, comment="Spletli jsme se.")
    page = words(client.get(PAGE))
    assert "Spletli jsme se." in page
    assert "comments in them" not in page
    assert soup(client.get(PAGE)).find(attrs={"name": "email"}) is None


def test_page_takes_as_many_queries_for_many_comments_as_for_few(hall, client):
    hall.until_settlement(*"ABC")
    for comment in hall.comments:
        release(comment, hall.secretary)
        settle(comment, hall.secretary)
    Consultation.objects.update(settlements_published_at=timezone.now())
    client.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE)
    assert len(few) <= 26
    Consultation.objects.update(settlements_published_at=None)
    for text in "DEFGH":
        comment = comment_on(hall.consultation, text)
        release(comment, hall.secretary)
        settle(comment, hall.secretary)
    Consultation.objects.update(settlements_published_at=timezone.now())
    with CaptureQueriesContext(connection) as many:
        client.get(PAGE)
    assert len(many) == len(few)


def test_unopened_one_has_no_page_calendar_or_place_in_the_sitemap(hall, client):
    hall.until_open(opens_in=30)
    calendar = reverse("kpss_workflows:calendar", args=[hall.consultation.pk])
    assert client.get(PAGE).status_code == 404
    assert client.get(calendar).status_code == 404
    assert "orez" not in client.get("/sitemap.xml").content.decode()


def test_late_comment_is_invited_only_while_somebody_settles(hall, client):
    form = reverse("kpss_workflows:comment", args=[hall.until_settlement("Prosím.").consultation.pk])
    assert "Send a late comment" in banner(client)
    assert "You can still send a comment" in words(client.get(form))
    release(hall.comments[0], hall.secretary)
    settle(hall.comments[0], hall.secretary)
    make(hall.page, "submit_to_assembly", hall.secretary)
    assert "Send a late comment" not in banner(client)
    assert "You can still send a comment" not in words(client.get(form))

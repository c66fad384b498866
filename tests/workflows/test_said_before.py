"""What readers said in one state is before the eyes of whoever decides in a later one; what is public is called so."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.made_once import made_once
from tests.testapp.models import GazettePage
from workflows.models import InternalVersion, OutgoingMail
from workflows.reading.publicity import public_address
from workflows.reading.versions import version_to_read
from workflows.standing import standing_of
from workflows.town_time import town_today

from .browser import signed_in, soup, words
from .gazette import Gazette
from .reading_story import JANA, PETR, AskingHall, load_asking_notice, press
from .story import decide, end_consultation, make, open_for_comment, save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]

SAID = "What readers said before, in the state “U starosty”"


first_hall = made_once(AskingHall)


@pytest.fixture
def answered(hall) -> AskingHall:
    """Jana had remarks, and the mayor approved all the same."""
    hall.invite(JANA, PETR)
    hall.answer(JANA, "remarks", "Raději v úterý.")
    make(hall.page, "approve", hall.mayor)
    return hall


def form_of(hall: AskingHall, transition: str) -> str:
    """What the secretary reads above the form of a transition."""
    address = reverse("kpss_workflows_admin:transition", args=[hall.page.pk, transition])
    return words(signed_in(hall.secretary).get(address))


def process_of(hall: AskingHall) -> str:
    """What the secretary reads of the page's state."""
    return words(signed_in(hall.secretary).get(reverse("kpss_workflows_admin:process", args=[hall.page.pk])))


# What was said before


def test_whoever_puts_it_before_the_public_reads_what_was_said(answered):
    form = form_of(answered, "open")
    assert SAID in form
    assert "Raději v úterý." in form
    assert "about an earlier wording" not in form


def test_remarks_on_a_text_that_changed_since_are_marked(answered):
    save(answered.page, by=None, body="<p>V úterý.</p>")
    assert "about an earlier wording" in form_of(answered, "open")


def test_state_page_counts_what_was_said_before(answered):
    process = process_of(answered)
    assert f"{SAID}:" in process
    assert "Readers: 2" in process
    assert "With remarks: 1" in process


def test_in_its_own_state_a_round_is_the_present_one(hall):
    hall.invite(JANA)
    assert "What readers said before" not in process_of(hall)


def test_earlier_run_says_nothing_of_the_present_one(answered):
    consultation = open_for_comment(answered.page, answered.secretary)
    end_consultation(consultation)
    make(answered.page, "close", answered.secretary)
    make(answered.page, "submit_to_assembly", answered.secretary)
    assert SAID in form_of(answered, "record")
    decide(answered.page, answered.secretary)
    make(answered.page, "start_again", answered.secretary, comment="Nová.")
    assert "What readers said before" not in process_of(answered)


# What is public by now


def test_link_says_that_the_very_text_is_public_and_leads_there(answered):
    link = answered.link()
    assert "please do not share it" in words(Client().get(link))
    open_for_comment(answered.page, answered.secretary)
    page = Client().get(link)
    assert "The text is public now, word for word." in words(page)
    assert "Internal draft" not in words(page)
    assert Client().get(soup(page).select_one(".kpss-banner a")["href"]).status_code == 200


def test_link_to_another_wording_stays_internal(answered):
    save(answered.page, by=None, body="<p>V úterý.</p>")
    open_for_comment(answered.page, answered.secretary)
    assert "please do not share it" in words(Client().get(answered.link()))


def test_published_page_without_versions_is_compared_by_what_is_live(db, rf):
    gazette = Gazette().until_pending()
    page = gazette.fresh()
    version = version_to_read(page, standing_of(page), gazette.reviewer)
    assert public_address(version, rf.get("/")) == ""
    make(page, "publish", gazette.reviewer)
    version = InternalVersion.objects.get()
    assert public_address(version, rf.get("/")) == GazettePage.objects.get().url
    save(page, by=gazette.reviewer, editorial="<p>Jiný.</p>")
    make(page, "publish", gazette.reviewer)
    assert public_address(InternalVersion.objects.get(), rf.get("/")) == ""


# Until when


@pytest.mark.parametrize(("link_days", "stay_days", "expected"), [(3, 7, 3), (7, 3, 3)])
def test_day_to_answer_by_is_the_earlier_of_both(hall, link_days, stay_days, expected):
    load_asking_notice(deadline=stay_days)
    hall.invite(JANA, until=timezone.now() + timedelta(days=link_days))
    day = town_today() + timedelta(days=expected)
    sentence = f"Please answer by {day.day}.\u00a0{day.month}.\u00a0{day.year}."
    assert sentence in OutgoingMail.objects.get().text
    assert " ".join(sentence.split()) in words(Client().get(hall.link()))


# Taking a link back


def test_taking_back_a_link_that_was_answered_is_asked_first(hall):
    hall.invite(JANA, PETR)
    hall.answer(JANA)
    desk = soup(signed_in(hall.secretary).get(hall.desk_url()))
    [asked] = desk.select("details.kpss-reader__ask")
    assert "the answer does not count any more" in asked.get_text()
    assert [one["value"] for one in asked.select("button")] == ["revoke"]
    assert len(desk.select("button[value=revoke]")) == 2
    press(hall, hall.invitation(JANA), "revoke")
    assert hall.invitation(JANA).revoked_at

"""The history of a bundle reads as one story: who, from where to where, when, in which words, and what changed."""

from __future__ import annotations

import re
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.log_actions import LogContext, log, registry
from wagtail.models import PageLogEntry

from workflows.actions.registry import ACTION_OF_EFFECT
from workflows.standing import standing_of
from workflows.story import history_of
from workflows.story.events import Event, span_of_days
from workflows.story.history import SIZE

from .gazette import Gazette
from .story import decide, end_consultation, make, release, save, settle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]

SOURCES = [Path(__file__).parents[2] / name for name in ("workflows", "kpss_pages")]


def story(page: Any, number: Any = 1) -> list[Event]:
    """One screen of the history, the newest first."""
    fresh = type(page).objects.get(pk=page.pk)
    return history_of(fresh, standing_of(fresh).definition, number).events


def sentences(page: Any) -> list[str]:
    """The history in short."""
    return [f"{event.who}: {event.sentence}" for event in story(page)]


def test_step_says_who_from_where_to_where_and_in_which_words(hall):
    make(hall.page, "submit", hall.writer, comment="Please read.")
    step = story(hall.page)[0]
    assert (step.who, step.words) == ("writer", "Please read.")
    assert step.sentence == "Předat starostovi: from “Rozepsáno” to “U starosty”"


def test_savings_are_folded_person_by_person_between_two_steps(hall):
    for _again in range(3):
        save(hall.page, by=hall.writer, body="<p>Else.</p>")
    save(hall.page, by=hall.secretary, body="<p>Else again.</p>")
    make(hall.page, "submit", hall.writer)
    make(hall.page, "send_back", hall.mayor, comment="Why?")
    save(hall.page, by=hall.writer, body="<p>Because.</p>")
    told = sentences(hall.page)
    assert told[0] == "writer: saved the text once"
    assert told[3:5] == ["secretary: saved the text once", "writer: saved the text 4 times"]


def test_saving_leads_to_what_it_changed(client, hall):
    save(hall.page, by=hall.writer, body="<p>Else.</p>")
    before = hall.fresh().latest_revision_id
    make(hall.page, "submit", hall.writer)
    make(hall.page, "send_back", hall.mayor, comment="Why?")
    save(hall.page, by=hall.writer, body="<p>Because.</p>")
    after = hall.fresh().latest_revision_id
    ((_title, url),) = story(hall.page)[0].links
    assert url == reverse("wagtailadmin_pages:revisions_compare", args=[hall.page.pk, before, after])
    client.force_login(hall.writer)
    assert client.get(url).status_code == 200


def test_pages_of_a_bundle_share_one_story(db):
    gazette = Gazette()
    gazette.articles[0].get_latest_revision_as_object().save_revision(user=gazette.author)
    folded = story(gazette.issue)
    saved = next(event for event in folded if "saved" in event.sentence)
    assert saved.who == "author"
    assert set(saved.pages) == {"Zpravodaj", "Trhy", "Knihovna"}


def test_wagtails_echo_of_a_step_is_not_told_twice(hall):
    hall.until_assembly()
    decide(hall.page, hall.secretary, number="12/2026")
    assert PageLogEntry.objects.filter(action="wagtail.publish").exists()
    step, *_earlier = story(hall.page)
    assert step.sentence.startswith("Zaznamenat usnesení")
    assert any("12/2026" in note for note in step.notes)
    assert not any("ublish" in line for line in sentences(hall.page))


def test_frozen_version_leads_to_what_changed_since_the_one_before(client, hall):
    hall.until_settlement("Prosím v úterý.")
    release(hall.comments[0], hall.secretary)
    settle(hall.comments[0], hall.secretary)
    save(hall.page, by=hall.secretary, body="<p>V úterý.</p>")
    make(hall.page, "submit_to_assembly", hall.secretary)
    links = dict(story(hall.page)[0].links)
    address = reverse("kpss_workflows_admin:difference", args=[hall.page.pk])
    assert links["what changed since version 1"] == f"{address}?before=v1&after=v2"
    client.force_login(hall.secretary)
    assert "úterý" in client.get(links["what changed since version 1"]).content.decode()


def test_letters_and_their_settlement_are_counted(hall):
    hall.until_settlement("One.", "Two.", "Three.")
    for comment in hall.comments:
        release(comment, hall.secretary)
        settle(comment, hall.secretary)
    told = sentences(hall.page)
    assert "The public: sent 3 letters with comments" in told
    assert "secretary: released or hid comments 3 times" in told
    assert "secretary: settled comments 3 times" in told


def test_step_of_the_clock_is_nobodys_even_in_somebodys_request(hall):
    hall.until_open()
    end_consultation(hall.consultation)
    with LogContext(user=hall.secretary):
        call_command("kpss_tick", verbosity=0, stdout=StringIO())
    assert story(hall.page)[0].who == "The clock"
    steps = PageLogEntry.objects.filter(page_id=hall.page.pk, action="kpss_workflows.transition")
    assert steps.latest("pk").user_id is None


def test_writer_who_is_gone_keeps_their_name(hall):
    make(hall.page, "submit", hall.writer)
    number = hall.writer.pk
    get_user_model().objects.filter(pk=number).delete()
    told = sentences(hall.page)
    assert told[0].startswith("writer: ")
    assert "writer: saved the text once" in told


def test_stranger_to_the_text_who_is_gone_keeps_their_number(hall):
    make(hall.page, "submit", hall.writer)
    make(hall.page, "approve", hall.mayor)
    number = hall.mayor.pk
    hall.mayor.delete()
    assert story(hall.page)[0].who == f"user {number} (deleted)"


def test_approval_of_ones_own_text_is_told(hall):
    log(
        instance=hall.page,
        action="kpss_workflows.transition",
        user=hall.mayor,
        data={"title": "Schválit", "from": "mayor", "to": "ready", "own_text": True},
    )
    assert story(hall.page)[0].notes == ["One person wrote this text and approved it."]


def test_change_of_the_workflow_and_known_publication_have_sentences(hall):
    data = {"from_title": "Old", "to_title": "New"}
    log(instance=hall.page, action="kpss_workflows.redefinition", data=data)
    log(instance=hall.page, action="kpss_workflows.known")
    known, redefinition, *_rest = story(hall.page)
    assert known.sentence
    assert "Old" in redefinition.sentence
    assert "New" in redefinition.sentence


def test_names_are_those_of_the_definition_as_it_is_now(hall):
    data = {
        "transition": "submit",
        "title": "Formerly",
        "from": "draft",
        "to": "gone",
        "to_title": "Lost state",
    }
    log(instance=hall.page, action="kpss_workflows.transition", user=hall.writer, data=data)
    assert story(hall.page)[0].sentence == "Předat starostovi: from “Rozepsáno” to “Lost state”"


def test_long_story_has_screens_and_loses_nothing(hall):
    for number in range(SIZE + 5):
        save(hall.page, by=hall.writer, body=f"<p>{number}</p>")
        log(
            instance=hall.page,
            action="kpss_workflows.correction",
            user=hall.secretary,
            data={"comment": str(number)},
        )
    first, second = story(hall.page), story(hall.page, 2)
    words = [event.words for event in (*first, *second) if event.words]
    assert words == [str(number) for number in reversed(range(SIZE + 5))]
    savings = [event for event in (*first, *second) if "saved" in event.sentence]
    assert len(savings) == SIZE + 5
    assert story(hall.page, "nonsense") == first


def test_long_story_takes_as_many_queries_as_a_short_one(client, hall):
    def queries() -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as found:
            client.get(url)
        return len(found)

    client.force_login(hall.writer)
    url = reverse("kpss_workflows_admin:process", args=[hall.page.pk])
    save(hall.page, by=hall.writer, body="<p>Else.</p>")
    make(hall.page, "submit", hall.writer)
    few = queries()
    for number in range(25):
        make(hall.page, "send_back", hall.mayor, comment=str(number))
        save(hall.page, by=hall.writer, body=f"<p>{number}</p>")
        save(hall.page, by=hall.secretary, body=f"<p>{number}.</p>")
        make(hall.page, "submit", hall.writer)
    assert queries() <= few + 2


def test_process_shows_the_story(client, hall):
    make(hall.page, "submit", hall.writer, comment="<b>bold</b>")
    client.force_login(hall.mayor)
    html = client.get(reverse("kpss_workflows_admin:process", args=[hall.page.pk])).content.decode()
    assert "&lt;b&gt;bold&lt;/b&gt;" in html
    assert "writer: saved the text once" in html


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2026, 10, 2), date(2026, 10, 2), "2. 10. 2026"),
        (date(2026, 10, 2), date(2026, 10, 5), "2.–5. 10. 2026"),
        (date(2026, 9, 28), date(2026, 10, 3), "28. 9. – 3. 10. 2026"),
        (date(2025, 12, 30), date(2026, 1, 3), "30. 12. 2025 – 3. 1. 2026"),
    ],
)
def test_span_of_days_repeats_nothing(first, last, text):
    assert span_of_days(first, last).replace("\u00a0", " ") == text


def test_every_action_our_code_logs_has_a_sentence():
    written = {
        name
        for folder in SOURCES
        for path in folder.rglob("*.py")
        for name in re.findall(r'action=?\s*=\s*"(kpss_[a-z]+\.[a-z_]+)"', path.read_text("utf-8"))
    }
    assert {"kpss_workflows.transition", "kpss_workflows.redefinition", "kpss_pages.beside"} <= written
    assert [name for name in sorted(written) if not registry.action_exists(name)] == []
    assert all(registry.action_exists(action.log_action) for action in ACTION_OF_EFFECT.values())

"""The town hall's clock: on the nights when it changes, for editors elsewhere, to the second, and without any job."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from wagtail.users.models import UserProfile

from workflows.actions.submit_comments import ConsultationClosed, Remark, SubmitComments
from workflows.deadlines import deadline_of
from workflows.jobs.running import run_all
from workflows.loading.load import load_text
from workflows.models import Consultation, Submission
from workflows.standing import standing_of

from .browser import form_data, signed_in, words
from .story import NOTICE_TOML, make, open_for_comment, state_of

ABROAD = ["America/New_York", "Asia/Tokyo"]


@pytest.fixture
def hall(db):
    """A town hall on the first of March 2026, a month before the clocks move forward."""
    from .story import TownHall

    with time_machine.travel(datetime(2026, 3, 1, 8, tzinfo=UTC), tick=False) as clock:
        hall = TownHall()
        hall.clock = clock
        yield hall


def fill_in(hall, opens: str, closes: str, *, zone: str = ""):
    """The secretary opens a consultation, "YYYY-MM-DD HH:MM" as typed; the answer of the form."""
    if zone:
        UserProfile.objects.create(user=hall.secretary, current_time_zone=zone)
    browser = signed_in(hall.secretary)
    address = reverse("kpss_workflows_admin:transition", args=[hall.page.pk, "open"])
    data = form_data(browser.get(address), "contact") | {"contact": "Radnice, dveře 5"}
    for name, wall in (("opens_at", opens), ("closes_at", closes)):
        data[f"{name}_0"], data[f"{name}_1"] = wall.split(" ")
    return browser.post(address, data)


def comment(client, consultation) -> int:
    """Somebody sends a comment by the public form that was read before; the status of the answer."""
    address = reverse("kpss_workflows:comment", args=[consultation.pk])
    with time_machine.travel(consultation.opens_at, tick=False):
        form = form_data(client.get(address), "r-0-text")
    return client.post(address, form | {"r-0-text": "Prosím v úterý."}).status_code


def with_announcement(text: str) -> str:
    """The notice's way with one more state: what will open is announced, and the clock opens it."""
    state = '[[states]]\nkey = "announced"\nkind = "review"\ntitle = "Oznámeno"\n\n'
    begin = (
        '[[transitions]]\nkey = "begin"\ntitle = "Zahájit"\nfrom = ["announced"]\neffect = "forward"\n'
        'to = "consultation"\nguards = ["consultation_has_begun"]\nautomatic = true\n\n'
    )
    return (
        text.replace('[[states]]\nkey = "consultation"', f'{state}[[states]]\nkey = "consultation"')
        .replace(
            'effect = "open_consultation"\nto = "consultation"',
            'effect = "open_consultation"\nto = "announced"',
        )
        .replace(
            'from = ["consultation"]\nroles = ["secretary"]\neffect = "withdraw',
            'from = ["announced", "consultation"]\nroles = ["secretary"]\neffect = "withdraw',
        )
        .replace('[[transitions]]\nkey = "close"', f'{begin}[[transitions]]\nkey = "close"')
    )


@pytest.fixture
def announcing(hall):
    """A town hall that announces consultations before they open."""
    load_text(with_announcement(NOTICE_TOML.read_text("utf-8")), NOTICE_TOML.name)
    return hall.until_ready()


# The nights when the clock changes


@pytest.mark.parametrize("field", ["opens_at", "closes_at"])
def test_half_past_two_that_never_comes_is_refused_in_a_sentence(hall, field):
    hall.until_ready()
    typed = {"opens_at": "2026-03-10 08:00", "closes_at": "2026-04-10 12:00"} | {field: "2026-03-29 02:30"}
    response = fill_in(hall, typed["opens_at"], typed["closes_at"])
    assert response.status_code == 422
    assert "This hour does not exist: the clocks move forward that night." in words(response)
    assert form_data(response, "contact")[f"{field}_1"] == "02:30"
    assert not Consultation.objects.exists()


def test_half_past_two_that_comes_twice_opens_first_and_closes_second(hall):
    hall.until_ready()
    assert fill_in(hall, "2026-10-25 02:30", "2026-10-25 02:30").status_code == 302
    consultation = Consultation.objects.get()
    assert consultation.opens_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert consultation.closes_at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_period_across_a_change_keeps_the_hours_that_were_typed(hall):
    hall.until_ready()
    fill_in(hall, "2026-03-28 12:00", "2026-03-30 12:00")
    consultation = Consultation.objects.get()
    assert consultation.closes_at - consultation.opens_at == timedelta(hours=47)


@pytest.mark.parametrize(
    ("entered", "passes"),
    [
        # Seven whole days; the clocks move on the 29 March and on the 25 October.
        (datetime(2026, 3, 25, 12, tzinfo=UTC), datetime(2026, 4, 1, 22, tzinfo=UTC)),
        (datetime(2026, 10, 20, 12, tzinfo=UTC), datetime(2026, 10, 27, 23, tzinfo=UTC)),
        # Half an hour before midnight by UTC it is the next day in town.
        (datetime(2026, 3, 28, 23, 30, tzinfo=UTC), datetime(2026, 4, 5, 22, tzinfo=UTC)),
    ],
)
def test_deadline_ends_at_the_towns_midnight_on_both_sides_of_a_change(hall, entered, passes):
    text = NOTICE_TOML.read_text("utf-8").replace(
        'title = "U starosty"', 'title = "U starosty"\ndeadline = 7'
    )
    load_text(text, NOTICE_TOML.name)
    hall.clock.move_to(entered)
    make(hall.page, "submit", hall.writer)
    assert deadline_of(standing_of(hall.fresh())) == passes


# Editors elsewhere


@pytest.mark.parametrize("zone", ABROAD)
def test_editor_abroad_types_and_reads_the_towns_time(hall, zone, client):
    hall.until_ready()
    assert fill_in(hall, "2026-03-10 08:00", "2026-04-10 23:30", zone=zone).status_code == 302
    consultation = Consultation.objects.get()
    assert consultation.opens_at == datetime(2026, 3, 10, 7, tzinfo=UTC)
    assert consultation.closes_at == datetime(2026, 4, 10, 21, 30, tzinfo=UTC)
    hall.clock.move_to(datetime(2026, 3, 11, 8, tzinfo=UTC))
    process = words(
        signed_in(hall.secretary).get(reverse("kpss_workflows_admin:process", args=[hall.page.pk]))
    )
    desk = words(signed_in(hall.secretary).get(reverse("kpss_workflows_admin:desk", args=[consultation.pk])))
    for text in (process, desk, words(client.get("/orez/"))):
        assert "10. 3. 2026 8:00" in text.replace("\xa0", " ")
        assert "10. 4. 2026 23:30" in text.replace("\xa0", " ")
    # The history says when the secretary did it: nine by the town hall's clock.
    assert "1. 3. 2026 9:00" in process.replace("\xa0", " ")


@pytest.mark.parametrize("zone", ABROAD)
def test_form_offers_the_towns_time_to_an_editor_abroad(hall, zone):
    hall.until_ready()
    response = fill_in(hall, "2026-03-10 08:00", "2026-03-09 08:00", zone=zone)
    again = form_data(response, "contact")
    assert (again["opens_at_0"], again["opens_at_1"]) == ("2026-03-10", "08:00")


# To the second


def test_comment_counts_until_the_last_millisecond(hall, client):
    hall.until_open()
    consultation = hall.consultation
    hall.clock.move_to(consultation.closes_at - timedelta(milliseconds=1))
    assert comment(client, consultation) == 302
    hall.clock.move_to(consultation.closes_at)
    assert comment(client, consultation) == 302
    assert [*Submission.objects.order_by("number").values_list("is_late", flat=True)] == [False, True]


def test_comment_counts_from_the_first_millisecond(hall):
    hall.until_open(opens_in=30)
    opens_at = hall.consultation.opens_at
    with pytest.raises(ConsultationClosed):
        SubmitComments(
            hall.consultation, [Remark("Brzy.")], now=opens_at - timedelta(milliseconds=1)
        ).execute()
    assert SubmitComments(hall.consultation, [Remark("Včas.")], now=opens_at).execute()


def test_late_click_does_not_prolong_the_consultation(hall, client):
    hall.until_open()
    hall.clock.move_to(hall.consultation.closes_at)
    run_all()
    assert state_of(hall.page) == "settlement"
    assert comment(client, hall.consultation) == 302
    assert Submission.objects.get().is_late


def test_second_that_came_while_others_wrote_is_judged_when_it_is_ones_turn(hall, monkeypatch):
    hall.until_open()
    deed = SubmitComments(hall.consultation, [Remark("Stihnu to?")])
    hall.clock.move_to(hall.consultation.closes_at)  # it waited for the lock
    assert deed.execute().is_late


# Without any job


def test_what_was_announced_opens_and_takes_comments_though_no_tick_came(announcing, client):
    consultation = open_for_comment(announcing.page, announcing.secretary, opens_in=60, closes_in=600)
    assert state_of(announcing.page) == "announced"
    assert client.get("/orez/").status_code == 404
    announcing.clock.move_to(consultation.opens_at)
    assert client.get("/orez/").status_code == 200
    assert comment(client, consultation) == 302
    assert state_of(announcing.page) == "announced"
    announcing.clock.move_to(consultation.closes_at)
    assert comment(client, consultation) == 302
    assert Submission.objects.get(number=2).is_late
    assert client.get("/orez/").status_code == 200


def test_clock_opens_and_later_closes(announcing):
    consultation = open_for_comment(announcing.page, announcing.secretary, opens_in=60, closes_in=600)
    run_all()
    assert state_of(announcing.page) == "announced"
    announcing.clock.move_to(consultation.opens_at)
    run_all()
    assert state_of(announcing.page) == "consultation"
    announcing.clock.move_to(consultation.closes_at)
    run_all()
    assert state_of(announcing.page) == "settlement"


def test_tick_that_comes_days_late_opens_and_closes_in_one_run(announcing):
    consultation = open_for_comment(announcing.page, announcing.secretary, opens_in=60, closes_in=600)
    announcing.clock.move_to(consultation.closes_at + timedelta(days=9))
    report = run_all()
    assert not report.failed
    assert state_of(announcing.page) == "settlement"
    assert run_all().done == []
    states = announcing.fresh().current_workflow_state.task_states
    assert states.filter(status="in_progress").count() == 1


def test_deadline_counts_from_the_closing_second_however_late_the_tick_comes(hall):
    text = with_announcement(NOTICE_TOML.read_text("utf-8"))
    text = text.replace('title = "Vypořádání"', 'title = "Vypořádání"\ndeadline = 30')
    load_text(text, NOTICE_TOML.name)
    hall.until_ready()
    consultation = open_for_comment(hall.page, hall.secretary, opens_in=60, closes_in=600)
    hall.clock.move_to(consultation.closes_at + timedelta(days=9))
    run_all()
    standing = standing_of(hall.fresh())
    assert standing.state.key == "settlement"
    assert standing.task_state.started_at == consultation.closes_at
    assert deadline_of(standing) == datetime(2026, 3, 31, 22, tzinfo=UTC)


def test_deadline_counts_from_the_click_where_a_person_leads_on(hall):
    hall.until_open()
    hall.clock.move_to(hall.consultation.closes_at + timedelta(days=9))
    make(hall.page, "close", hall.secretary)
    assert standing_of(hall.fresh()).task_state.started_at == hall.consultation.closes_at + timedelta(days=9)


def test_withdrawn_announcement_is_not_opened_by_the_clock(announcing, client):
    consultation = open_for_comment(announcing.page, announcing.secretary, opens_in=60, closes_in=600)
    make(announcing.page, "withdraw", announcing.secretary, comment="Omylem.")
    announcing.clock.move_to(consultation.closes_at)
    run_all()
    assert state_of(announcing.page) == "draft"
    assert client.get("/orez/").status_code == 404

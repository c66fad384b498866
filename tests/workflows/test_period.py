"""The rules of a consultation: how long it lasts, what is late, where people read and ask, what is promised."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from tests.testapp.models import NoticePage
from workflows.actions.base import Invalid, NotAllowed, Refused, Stale
from workflows.actions.describe_consultation import DescribeConsultation, described
from workflows.actions.extend_consultation import ExtendConsultation
from workflows.actions.submit_comments import ConsultationClosed, Remark, SubmitComments
from workflows.intake.promises import promises_to_keep
from workflows.models import (
    Comment,
    Consultation,
    ConsultationExtension,
    ConsultationPlace,
    OutgoingMail,
    Submission,
)

from .browser import form_data, signed_in, words
from .story import comment_on, end_consultation, make, open_for_comment, release, settle, state_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]

HOUR = timedelta(hours=1)
PLACE = "Informační centrum, náměstí 1"


def form_url(hall) -> str:
    """Where the comment form is."""
    return reverse("kpss_workflows:comment", args=[hall.consultation.pk])


def admin(name: str, hall) -> str:
    """A form over the consultation."""
    return reverse(f"kpss_workflows_admin:{name}", args=[hall.consultation.pk])


def extend(hall, by=None, *, hours: float = 1, **kwargs) -> ConsultationExtension:
    """Give more time."""
    closes_at = Consultation.objects.get(pk=hall.consultation.pk).closes_at + hours * HOUR
    kwargs = {"closes_at": closes_at, "reason": "Web města nešel."} | kwargs
    return ExtendConsultation(hall.consultation, user=by or hall.secretary, **kwargs).execute()


def describe(hall, **changes):
    """Say the same as now, with some changes."""
    now = Consultation.objects.get(pk=hall.consultation.pk)
    words_now = {name: getattr(now, name) for name in ("contact", "introduction", "data_notice")}
    kwargs = {"settled_by": now.settled_by, "places": []} | {
        key: value for key, value in changes.items() if key not in words_now
    }
    words_now |= {key: value for key, value in changes.items() if key in words_now}
    return DescribeConsultation(hall.consultation, words=words_now, user=hall.secretary, **kwargs).execute()


# More time


def test_extension_is_public_with_its_reason_and_in_the_history(hall, client):
    hall.until_open()
    before = hall.consultation.closes_at
    browser = signed_in(hall.secretary)
    data = form_data(browser.get(admin("extend", hall)), "reason") | {"reason": "Web nešel."}
    data |= {"closes_at_0": "2099-01-15", "closes_at_1": "12:00"}
    assert browser.post(admin("extend", hall), data).status_code == 302
    consultation = Consultation.objects.get()
    assert consultation.closes_at > before
    page = words(client.get("/orez/"))
    assert "15. 1. 2099 12:00" in page
    assert "Web nešel." in page
    assert "extended" in words(browser.get(reverse("kpss_workflows_admin:process", args=[hall.page.pk])))


@pytest.mark.parametrize("hours", [0, -1])
def test_extension_ends_later(hall, hours):
    hall.until_open()
    with pytest.raises(Invalid, match="ends later"):
        extend(hall, hours=hours)


def test_closed_consultation_is_not_extended(hall):
    hall.until_open()
    end_consultation(hall.consultation)
    with pytest.raises(Refused, match="another round"):
        extend(hall)


def test_last_second_still_extends_and_the_closing_second_does_not(hall):
    hall.until_open()
    closes_at = hall.consultation.closes_at
    with pytest.raises(Refused):
        extend(hall, now=closes_at)
    extend(hall, now=closes_at - timedelta(seconds=1))


def test_second_of_two_who_extend_looks_again(hall):
    hall.until_open()
    seen = hall.consultation.closes_at
    extend(hall)
    with pytest.raises(Stale):
        extend(hall, seen=seen)
    assert ConsultationExtension.objects.count() == 1


def test_stale_form_of_an_extension_keeps_what_was_typed(hall):
    hall.until_open()
    browser = signed_in(hall.secretary)
    data = form_data(browser.get(admin("extend", hall)), "reason") | {"reason": "Moje slova."}
    data |= {"closes_at_0": "2099-01-15", "closes_at_1": "12:00"}
    extend(hall)
    response = browser.post(admin("extend", hall), data)
    assert response.status_code == 409
    assert "Moje slova." in response.content.decode()
    again = form_data(response, "reason")
    assert browser.post(admin("extend", hall), again).status_code == 302


def test_nobody_extends_without_the_role(hall):
    hall.until_open()
    with pytest.raises(NotAllowed):
        extend(hall, by=hall.writer)
    for name in ("extend", "describe"):
        assert signed_in(hall.writer).get(admin(name, hall)).status_code in (302, 403, 404)


def test_clock_closes_by_the_extended_time(hall):
    hall.until_open()
    old = hall.consultation.closes_at
    extend(hall, hours=48)
    assert Consultation.objects.get().is_open(old)
    with pytest.raises(Refused):
        make(hall.page, "close", hall.secretary, now=old)
    make(hall.page, "close", hall.secretary, now=old + 48 * HOUR)
    assert state_of(hall.page) == "settlement"


# Late


def test_late_comment_is_taken_and_marked(hall, client):
    hall.until_open()
    end_consultation(hall.consultation)
    page = client.get(form_url(hall))
    assert "it will be marked as late" in words(page)
    data = form_data(page, "r-0-text") | {"r-0-text": "Omlouvám se za zpoždění."}
    receipt = client.get(client.post(form_url(hall), data).url)
    assert "(late)" in words(receipt)
    assert Submission.objects.get().is_late
    make(hall.page, "close", hall.secretary)
    desk = words(
        signed_in(hall.secretary).get(reverse("kpss_workflows_admin:desk", args=[hall.consultation.pk]))
    )
    assert "late" in desk


def test_comment_in_the_last_second_is_not_late(hall):
    hall.until_open()
    closes_at = hall.consultation.closes_at
    for moment in (closes_at - timedelta(seconds=1), closes_at):
        SubmitComments(hall.consultation, [Remark("Ano.")], now=moment).execute()
    assert [*Submission.objects.order_by("number").values_list("is_late", flat=True)] == [False, True]


def test_consultation_that_refuses_late_comments_keeps_the_text_and_names_the_office(hall, client):
    hall.until_open()
    data = form_data(client.get(form_url(hall)), "r-0-text") | {"r-0-text": "Moje slova."}
    Consultation.objects.update(takes_late=False)
    end_consultation(hall.consultation)
    response = client.post(form_url(hall), data)
    assert response.status_code == 409
    assert "Moje slova." in response.content.decode()
    assert "Radnice, dveře 5" in words(response)
    assert not Comment.objects.exists()


def test_nothing_late_is_taken_once_the_text_lies_before_the_assembly(hall):
    hall.until_assembly("Prosím.")
    with pytest.raises(ConsultationClosed, match="settled already"):
        comment_on(hall.consultation)
    assert Comment.objects.count() == 1


def test_late_comment_waits_for_its_settlement_as_every_other(hall):
    hall.until_settlement()
    comment = comment_on(hall.consultation, "Ještě něco.")
    with pytest.raises(Refused, match="not been settled"):
        make(hall.page, "submit_to_assembly", hall.secretary)
    release(comment, hall.secretary)
    settle(comment, hall.secretary)
    make(hall.page, "submit_to_assembly", hall.secretary)


# When comments are public


def test_comments_wait_for_their_settlement_where_the_town_wants_it_so(hall, client):
    hall.until_settlement("Kanárek.")
    Consultation.objects.update(shown="settled")
    release(hall.comments[0], hall.secretary)
    settle(hall.comments[0], hall.secretary)
    doors = ("/orez/navrh/1/pripominky/", "/orez/", "/orez/navrh/1/")
    assert not any("Kanárek" in client.get(door).content.decode() for door in doors)
    Consultation.objects.update(settlements_published_at=timezone.now())
    assert "Kanárek" in client.get(doors[0]).content.decode()


# What people read


def test_places_notice_and_promise_are_read_where_one_comments(hall, client):
    hall.until_open()
    describe(
        hall,
        data_notice="Údaje zpracovává město.",
        settled_by=date(2099, 5, 1),
        places=[ConsultationPlace(kind="viewing", place=PLACE, hours="Po a St 8–17")],
    )
    form = words(client.get(form_url(hall)))
    assert PLACE in form
    assert "Údaje zpracovává město." in form
    page = words(client.get("/orez/"))
    assert PLACE in page
    assert "1. 5. 2099" in page


def test_shipped_notice_is_used_where_a_town_has_none(hall):
    hall.until_ready()
    consultation = open_for_comment(hall.page, hall.secretary)
    assert "Regulation (EU) 2016/679" in consultation.data_notice


def test_settlement_is_not_promised_before_the_closing(hall):
    hall.until_ready()
    browser = signed_in(hall.secretary)
    url = reverse("kpss_workflows_admin:transition", args=[hall.page.pk, "open"])
    data = form_data(browser.get(url), "closes_at_0")
    data |= {
        "opens_at_0": "2099-01-01",
        "opens_at_1": "08:00",
        "closes_at_0": "2099-01-15",
        "closes_at_1": "12:00",
    }
    response = browser.post(url, data | {"contact": "Radnice", "settled_by": "2099-01-14"})
    assert response.status_code == 422
    assert "before the consultation closes" in words(response)


def test_description_is_refused_without_contact_and_to_who_did_not_see_the_newest(hall):
    hall.until_open()
    with pytest.raises(Invalid):
        describe(hall, contact=" ")
    seen = described(hall.consultation)
    describe(hall, introduction="Nově.")
    with pytest.raises(Stale):
        describe(hall, introduction="Jinak.", seen=seen)
    describe(hall)
    assert PageLogEntry.objects.filter(action="kpss_workflows.description").count() == 1


def test_description_is_changed_in_the_admin(hall, client):
    hall.until_open()
    browser = signed_in(hall.secretary)
    data = form_data(browser.get(admin("describe", hall)), "contact")
    data |= {"places-0-kind": "hearing", "places-0-place": "Sál radnice"}
    refused = browser.post(admin("describe", hall), data)
    assert refused.status_code == 422
    assert "when the public hearing begins" in words(refused)
    data |= {"places-0-starts_at_0": "2099-01-10", "places-0-starts_at_1": "17:00"}
    assert browser.post(admin("describe", hall), data).status_code == 302
    assert "Sál radnice, 10. 1. 2099 17:00" in words(client.get("/orez/"))


# What an opening needs


def test_checklist_names_what_is_missing(hall, monkeypatch):
    monkeypatch.setattr(NoticePage, "get_consultation_obstacles", lambda self: [("At least one area", False)])
    hall.until_ready()
    browser = signed_in(hall.secretary)
    url = reverse("kpss_workflows_admin:transition", args=[hall.page.pk, "open"])
    page = browser.get(url)
    assert "At least one area : missing" in words(page)
    assert "Information on personal data : there" in words(page)
    with pytest.raises(Refused, match="At least one area"):
        open_for_comment(hall.page, hall.secretary)


# The promise


def promised(hall, day: date) -> None:
    """A settlement promised for a day; the secretary has an address."""
    hall.secretary.email = "tajemnice@example.cz"
    hall.secretary.save()
    hall.until_settlement("Jedna.", "Dvě.")
    Consultation.objects.update(settled_by=day)


def remind_on(day: date) -> list[str]:
    """The clock goes on a day; returns the subjects of all reminders so far."""
    noon = datetime.combine(day, time(12), UTC)
    for deed in promises_to_keep(noon):
        deed.act()
    return [
        *OutgoingMail.objects.filter(key__startswith="promise")
        .order_by("pk")
        .values_list("subject", flat=True)
    ]


def test_whoever_settles_is_reminded_before_and_after_once(hall):
    day = date(2099, 5, 20)
    promised(hall, day)
    assert remind_on(day - timedelta(days=8)) == []
    before = remind_on(day - timedelta(days=7))
    assert len(before) == 1
    assert "is near" in before[0]
    assert remind_on(day) == before
    after = remind_on(day + timedelta(days=1))
    assert "is late" in after[1]
    assert remind_on(day + timedelta(days=30)) == after
    mail = OutgoingMail.objects.get(subject=before[0])
    assert mail.to == "tajemnice@example.cz"
    assert "2 comments still wait" in mail.text


def test_clock_that_stood_still_sends_what_fits_the_day(hall):
    day = date(2099, 5, 20)
    promised(hall, day)
    late = remind_on(day + timedelta(days=9))
    assert len(late) == 1
    assert "is late" in late[0]


def test_kept_promise_reminds_nobody(hall):
    promised(hall, date(2099, 5, 20))
    Consultation.objects.update(settlements_published_at=timezone.now())
    assert remind_on(date(2099, 6, 1)) == []


def test_another_promised_day_is_another_reminder(hall):
    promised(hall, date(2099, 5, 20))
    remind_on(date(2099, 5, 20))
    Consultation.objects.update(settled_by=date(2099, 6, 20))
    assert len(remind_on(date(2099, 6, 19))) == 2

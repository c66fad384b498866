"""Staff enter letters that did not come by the web, and the register is one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from workflows.actions.base import Invalid, NotAllowed, Refused
from workflows.actions.enter_submission import EnterSubmission
from workflows.actions.submit_comments import ConsultationClosed, Remark
from workflows.models import Comment, Consultation, OutgoingMail, Submission, SubmissionFile
from workflows.town_time import in_town

from .browser import form_data, signed_in, words
from .story import comment_on, end_consultation
from .test_sent_files import PDF, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]

DAY = timedelta(days=1)


def enter(hall, *texts: str, by=None, received=None, **kwargs) -> Submission:
    """Somebody enters a letter; it came a moment ago unless told otherwise."""
    now = kwargs.get("now") or timezone.now()
    kwargs = {"channel": "paper", "received_at": received or now} | kwargs
    remarks = [Remark(text) for text in texts or ("Prosím v úterý.",)]
    return EnterSubmission(hall.consultation, remarks, user=by or hall.secretary, **kwargs).execute()


def url_of(hall) -> str:
    """Where letters are entered."""
    return reverse("kpss_workflows_admin:enter", args=[hall.consultation.pk])


def opened(hall, days: int = 10):
    """A consultation that opened some days ago and closes in some days."""
    hall.until_open(opens_in=-1, closes_in=60 * 24 * days)
    Consultation.objects.update(opens_at=timezone.now() - days * DAY)
    hall.consultation.refresh_from_db()
    return hall


def test_letter_gets_the_next_number_of_the_one_register(hall):
    opened(hall)
    comment_on(hall.consultation)
    letter = enter(hall, "Na papíře.", "A ještě něco.", channel="data_box", reference_number=" MU/1/2026 ")
    comment_on(hall.consultation)
    assert [one.number for one in Submission.objects.order_by("pk")] == [1, 2, 3]
    assert (letter.channel, letter.reference_number, letter.entered_by) == (
        "data_box",
        "MU/1/2026",
        hall.secretary,
    )
    assert [comment.reference for comment in letter.comments.all()] == ["1-0002/1", "1-0002/2"]
    assert not letter.is_late


def test_letter_is_entered_in_the_admin_and_the_form_is_ready_for_the_next_one(hall):
    opened(hall)
    browser = signed_in(hall.secretary)
    data = form_data(browser.get(url_of(hall)), "reference_number")
    moment = in_town(timezone.now() - timedelta(minutes=1))
    data |= {"channel": "email", "received_at_0": f"{moment:%Y-%m-%d}", "received_at_1": f"{moment:%H:%M}"}
    data |= {"r-0-text": "Z e-mailu.", "name": "Jan", "email": "jan@example.cz"}
    data.pop("files", None)
    response = browser.post(url_of(hall), data | {"files": [sent("dopis.pdf", PDF)]}, follow=True)
    assert "1-0001" in words(response)
    assert form_data(response, "reference_number")["channel"] == "email"
    letter = Submission.objects.get()
    assert (letter.identity.name, letter.files.get().kind) == ("Jan", "scan")
    assert not OutgoingMail.objects.exists()


def test_one_more_comment_is_asked_for_and_nothing_is_lost(hall):
    opened(hall)
    browser = signed_in(hall.secretary)
    data = form_data(browser.get(url_of(hall)), "reference_number") | {"r-0-text": "Jedna.", "add": "1"}
    data.pop("files", None)
    more = form_data(browser.post(url_of(hall), data), "reference_number")
    assert more["r-0-text"] == "Jedna."
    assert more["r-1-text"] == ""


def test_what_is_missing_is_said_and_what_was_typed_stays(hall):
    opened(hall)
    browser = signed_in(hall.secretary)
    data = form_data(browser.get(url_of(hall)), "reference_number") | {"r-0-text": "Moje slova."}
    data.pop("files", None)
    response = browser.post(url_of(hall), data)
    assert response.status_code == 422
    assert "Moje slova." in response.content.decode()
    assert not Submission.objects.exists()


def test_double_click_enters_once(hall):
    opened(hall)
    browser = signed_in(hall.secretary)
    data = form_data(browser.get(url_of(hall)), "reference_number") | {"r-0-text": "Jednou."}
    moment = in_town(timezone.now() - timedelta(minutes=1))
    data |= {"received_at_0": f"{moment:%Y-%m-%d}", "received_at_1": f"{moment:%H:%M}"}
    data.pop("files", None)
    assert [browser.post(url_of(hall), data).status_code for _click in range(2)] == [302, 302]
    assert Submission.objects.count() == 1
    other = browser.post(url_of(hall), data | {"r-0-text": "Jinak."})
    assert other.status_code == 409
    assert "Jinak." in other.content.decode()


# In time or late


@pytest.mark.parametrize(
    ("counts", "sent_days_after", "is_late"),
    [("sent", 0, False), ("sent", 1, True), ("sent", None, True), ("delivered", 0, True)],
)
def test_day_of_sending_counts_or_the_delivery_as_the_rule_says(hall, counts, sent_days_after, is_late):
    opened(hall)
    Consultation.objects.update(counts=counts)
    closes_at = hall.consultation.closes_at
    sent_on = None if sent_days_after is None else in_town(closes_at).date() + sent_days_after * DAY
    letter = enter(hall, received=closes_at + 3 * DAY, sent_on=sent_on, now=closes_at + 4 * DAY)
    assert letter.is_late is is_late


def test_late_letter_is_refused_where_none_is_taken(hall):
    opened(hall)
    Consultation.objects.update(takes_late=False)
    closes_at = hall.consultation.closes_at
    with pytest.raises(Refused, match="takes no late"):
        enter(hall, received=closes_at + DAY, now=closes_at + 2 * DAY)
    assert enter(hall, received=closes_at - DAY, now=closes_at + 2 * DAY)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"received": 1}, "in the future"),
        ({"received": -11}, "before the consultation opened"),
        ({"received": -2, "sent_on": -1}, "sent after it came"),
        ({"channel": "web"}, "by which way"),
        ({"channel": "holub"}, "by which way"),
    ],
)
def test_impossible_days_and_ways_are_refused(hall, values, sentence):
    opened(hall)
    now = timezone.now()
    changed = {
        "received": now + values["received"] * DAY if "received" in values else None,
        "sent_on": in_town(now).date() + values["sent_on"] * DAY if "sent_on" in values else None,
    }
    with pytest.raises(Invalid, match=sentence):
        enter(hall, **{"channel": "paper"} | values | changed)
    assert not Comment.objects.exists()


def test_nothing_is_entered_once_the_text_lies_before_the_assembly(hall):
    hall.until_assembly("Prosím.")
    Consultation.objects.update(opens_at=timezone.now() - DAY)
    with pytest.raises(ConsultationClosed):
        enter(hall)


def test_only_who_moderates_enters(hall):
    opened(hall)
    with pytest.raises(NotAllowed):
        enter(hall, by=hall.writer)
    assert signed_in(hall.writer).get(url_of(hall)).status_code in (302, 403, 404)


def test_letter_waits_at_the_desk_with_its_way_and_number(hall):
    opened(hall)
    enter(hall, channel="telephone", reference_number="MU/7")
    end_consultation(hall.consultation)
    desk = words(
        signed_in(hall.secretary).get(reverse("kpss_workflows_admin:desk", args=[hall.consultation.pk]))
    )
    assert "telephone" in desk
    assert "MU/7" in desk
    assert not SubmissionFile.objects.exists()


def test_day_of_the_postmark_may_be_left_out(hall):
    opened(hall)
    assert enter(hall, sent_on=date.today() - DAY).sent_on
    assert enter(hall).sent_on is None

"""A file of letters is entered once, by whoever may, while anybody may, and the log tells of it."""

from __future__ import annotations

import pytest
from django.utils import timezone
from wagtail.models import PageLogEntry

from workflows.actions.base import NotAllowed, Refused, Stale
from workflows.actions.import_submissions import AlreadyEntered
from workflows.actions.submit_comments import ConsultationClosed
from workflows.models import Comment, Consultation, Submission, SubmissionImport
from workflows.signals import submission_received

from .letter_files import a_row, action, as_csv, load, opened, preview
from .story import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]


@pytest.fixture
def town(hall, monkeypatch):
    """An open consultation on a notice with parts."""
    return opened(hall, monkeypatch)


def test_log_tells_of_the_file_and_of_each_letter_and_names_nobody(town):
    heard = []
    listener = lambda submission, **kwargs: heard.append(submission.number)  # noqa: E731
    submission_received.connect(listener)
    load(town, "dopisy.csv", as_csv(a_row("Jedna."), a_row("Dvě.")))
    submission_received.disconnect(listener)
    ours = PageLogEntry.objects.filter(page_id=town.page.pk, user=town.secretary)
    run = ours.get(action="kpss_workflows.import")
    letters = ours.filter(action="kpss_workflows.submission", uuid=run.uuid)
    assert (run.data["file"], run.data["rows"], run.data["count"]) == ("dopisy.csv", 2, 2)
    assert run.data["sha256"] == SubmissionImport.objects.get().sha256
    assert "dopisy.csv" in run.message
    assert [one.data["submission"] for one in letters.order_by("pk")] == ["1-0001", "1-0002"]
    assert heard == [1, 2]
    assert "Nováková" not in str(list(ours.values_list("data", flat=True)))


def test_same_file_is_entered_once(town):
    content = as_csv(a_row())
    load(town, "a.csv", content)
    with pytest.raises(AlreadyEntered, match="entered already"):
        load(town, "jiny-nazev.csv", content)
    assert Submission.objects.count() == 1


def test_only_who_moderates_enters_a_file(town):
    with pytest.raises(NotAllowed):
        load(town, "a.csv", as_csv(a_row()), by=town.writer)
    assert not Submission.objects.exists()


def test_what_changed_since_the_preview_is_shown_again(town):
    content = as_csv(a_row())
    seen = preview(town, "a.csv", content).seen
    load(town, "b.csv", as_csv(a_row(), a_row("Jiná.")))
    with pytest.raises(Stale, match="Meanwhile"):
        load(town, "a.csv", content, seen=seen)
    assert Submission.objects.count() == 2


def test_nothing_is_entered_where_no_letter_may_be(town):
    Consultation.objects.update(closes_at=timezone.now())
    make(town.page, "close", town.secretary)
    content = as_csv(a_row())
    assert len(load(town, "a.csv", content)) == 1
    Consultation.objects.update(withdrawn_at=timezone.now())
    with pytest.raises(Refused, match="withdrawn"):
        load(town, "b.csv", as_csv(a_row("Jiná.")))
    Consultation.objects.update(withdrawn_at=None, settlements_published_at=timezone.now())
    with pytest.raises(Refused, match="settlements are public"):
        load(town, "b.csv", as_csv(a_row("Jiná.")))


def test_nothing_is_entered_once_the_text_lies_before_the_assembly(hall):
    hall.until_assembly("Prosím.")
    with pytest.raises(ConsultationClosed):
        load(hall, "a.csv", as_csv(a_row()))


def test_thousand_rows_take_no_query_each(town, django_assert_max_num_queries):
    def many(count: int) -> bytes:
        return as_csv(*(a_row(f"Připomínka {number} z {count}.", part="1.2") for number in range(count)))

    few, more = action(town, "a.csv", many(10)), action(town, "b.csv", many(400))
    with django_assert_max_num_queries(40):
        few.execute()
    with django_assert_max_num_queries(75):
        more.execute()
    assert Comment.objects.filter(page_id__isnull=False).count() == 410

"""Who commented is forgotten a year after the settlement; comment, settlement and number stay."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import PageLogEntry

from workflows.actions.submit_comments import Remark, SubmitComments
from workflows.intake.notice import usual_notice
from workflows.jobs.forgetting import forgetting
from workflows.models import (
    Comment,
    CommentWording,
    Consultation,
    OutgoingMail,
    Submission,
    SubmissionFile,
    SubmitterIdentity,
)
from workflows.people.forgetting import people_to_forget
from workflows.uninstalling.leave import leave

from .browser import words
from .people_story import EMAIL, NAME, lived, publish_and_answer
from .story import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]

YEAR = timedelta(days=365)


def forget(after: timedelta = YEAR) -> list[str]:
    """One round of the clock, so much later; what it says of people."""
    return [said for deed in people_to_forget(timezone.now() + after) if (said := deed.act())]


def deliver() -> None:
    """Every mail has gone."""
    OutgoingMail.objects.update(sent_at=timezone.now())


@pytest.fixture
def answered(hall):
    """Her letter is settled in public, and every mail has gone."""
    hall.letter = lived(hall, publish_name=True)
    publish_and_answer()
    deliver()
    return hall


def test_nobody_is_forgotten_before_the_year_is_over(answered):
    assert forget(YEAR - timedelta(minutes=1)) == []
    assert SubmitterIdentity.objects.get().email == EMAIL


def test_person_is_forgotten_and_the_settlement_stays(answered, client, django_capture_on_commit_callbacks):
    link, stored = answered.letter.private_path, Path(SubmissionFile.objects.get().file.path)
    assert NAME in words(client.get("/orez/navrh/1/vyporadani/"))
    with django_capture_on_commit_callbacks(execute=True):
        assert forget() == ["1 forgotten"]
    identity = SubmitterIdentity.objects.get()
    known = (identity.name, identity.organisation, identity.email, identity.public_name)
    assert known == ("", "", "", "")
    assert identity.role == "citizen"
    assert not SubmissionFile.objects.exists()
    assert not stored.exists()
    assert client.get(link).status_code == 404
    assert not CommentWording.objects.exclude(text="").exists()
    assert not OutgoingMail.objects.filter(key__startswith="submission-").exclude(to="").exists()
    table = words(client.get("/orez/navrh/1/vyporadani/"))
    assert "1-0001/1" in table
    assert "Prosím v úterý." in table
    assert "vyhovíme" in table
    assert NAME not in table
    assert EMAIL not in repr(list(Comment.objects.values()))


def test_clock_forgets_people(answered):
    deeds = [deed.name for deed in forgetting(timezone.now() + YEAR)]
    assert f"people of consultation {answered.consultation.pk}" in deeds


def test_one_entry_tells_the_numbers_and_no_name(answered):
    forget()
    assert forget() == []
    entry = PageLogEntry.objects.get(action="kpss_workflows.people_erased")
    assert entry.data["letters"] == 1
    assert entry.data["files"] == 1
    assert entry.data["wordings"] == 2
    assert NAME not in repr(entry.data)
    assert "1 submission" in entry.message


def test_nobody_is_forgotten_before_the_answer_was_mailed(answered):
    Submission.objects.update(told_at=None)
    assert forget() == []
    publish_and_answer()
    OutgoingMail.objects.filter(key__endswith="settled").update(sent_at=None)
    assert forget() == []
    deliver()
    assert forget() == ["1 forgotten"]


def test_hundreds_are_forgotten_batch_by_batch(answered, monkeypatch):
    monkeypatch.setattr("workflows.actions.erase_people.AT_ONCE", 2)
    for number in range(4):
        identity = {"name": f"{NAME} {number}"}
        action = SubmitComments(answered.consultation, [Remark("Ano.")], identity=identity)
        action.check_time = lambda: None
        action.execute()
    assert forget() == ["5 forgotten"]
    assert not SubmitterIdentity.objects.exclude(name="").exists()
    assert PageLogEntry.objects.filter(action="kpss_workflows.people_erased").count() == 3


def test_time_counts_from_a_withdrawal(hall):
    lived(hall)
    deliver()
    assert forget(10 * YEAR) == []
    make(hall.page, "close", hall.secretary)
    Consultation.objects.update(withdrawn_at=timezone.now())
    assert forget(YEAR - timedelta(minutes=1)) == []
    assert forget() == ["1 forgotten"]


def test_time_counts_from_the_end_of_a_run_without_settlement(hall):
    lived(hall)
    deliver()
    hall.fresh().current_workflow_state.cancel()
    assert forget(YEAR - timedelta(minutes=20)) == []
    assert forget() == ["1 forgotten"]


def test_setting_names_the_days(answered, settings):
    settings.KPSS_PEOPLE_KEPT_DAYS = None
    assert forget(10 * YEAR) == []
    settings.KPSS_PEOPLE_KEPT_DAYS = 0
    assert forget(timedelta()) == ["1 forgotten"]


def test_notice_tells_the_days(hall, settings):
    assert "erased 365 days after" in usual_notice(hall.page)
    settings.KPSS_PEOPLE_KEPT_DAYS = None
    assert "erased some time after" in usual_notice(hall.page)


def test_files_leave_the_site_with_the_layer(answered, django_capture_on_commit_callbacks):
    stored = Path(SubmissionFile.objects.get().file.path)
    with django_capture_on_commit_callbacks(execute=True):
        leave()
    assert not stored.exists()


def test_command_says_first_and_does_then(answered, settings):
    settings.KPSS_PEOPLE_KEPT_DAYS = 0
    for words_of_command, left in ((["--dry-run"], 1), ([], 0), ([], 0)):
        said = StringIO()
        call_command("kpss_erase_people", *words_of_command, stdout=said)
        assert SubmitterIdentity.objects.filter(erased_at=None).count() == left
        assert NAME not in said.getvalue()

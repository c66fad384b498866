"""What ``kpss_check`` proves: nothing is found on an honest way, and whatever was tampered with is named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import translation
from wagtail.models import PageLogEntry, Revision, TaskState, WorkflowState

from tests.testapp.models import NoticePage
from workflows.actions.correct_resolution import CorrectResolution
from workflows.document import fingerprint
from workflows.integrity.resolutions import CORRECTED, RECORDED
from workflows.integrity.rules import rules
from workflows.log.sealing import seal_log
from workflows.models import (
    Consultation,
    LogSeal,
    Resolution,
    ResolutionCorrection,
    Settlement,
    Snapshot,
    SnapshotItem,
    Submission,
)

from .gazette import Gazette
from .story import decide, make, save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]


def found() -> set[str]:
    """The names of the rules that do not hold."""
    return {rule.__name__ for rule in rules() if list(rule())}


@pytest.fixture
def whole(hall):
    """A notice that has gone the whole way and begun again, its resolution corrected and its log sealed."""
    hall.until_assembly("Modrá.")
    # The story lets the period end a moment after the comment; here it came in the middle.
    Submission.objects.update(received_at=Consultation.objects.get().opens_at + timedelta(minutes=1))
    resolution = decide(hall.page, hall.secretary, number="5/2026")
    for number in ("6/2026", "7/2026"):
        values = {"number": number, "votes_for": 9}
        CorrectResolution(resolution, user=hall.secretary, values=values, reason="Překlep.").execute()
    make(hall.page, "start_again", hall.secretary)
    save(hall.page, by=hall.writer, body="<p>V úterý.</p>")
    seal_log()
    return hall


def test_honest_way_keeps_every_rule(whole):
    assert found() == set()


@pytest.mark.parametrize(
    "until", ["fresh", "until_ready", "until_open", "until_settlement", "until_assembly"]
)
def test_every_state_on_the_way_keeps_every_rule(hall, until):
    getattr(hall, until)()
    assert found() == set()


def test_published_and_retracted_bundle_keeps_every_rule(db):
    gazette = Gazette().until_pending().until_published()
    save(gazette.articles[0], by=gazette.author, text="<p>Jinak.</p>")
    gazette.until_published()
    make(gazette.issue, "retract", gazette.reviewer, comment="Chyba.")
    seal_log()
    assert found() == set()


def change_a_frozen_text(hall) -> None:
    item = SnapshotItem.objects.first()
    SnapshotItem.objects.filter(pk=item.pk).update(text=item.text.replace("pondělí", "pátek"))


def spoil_a_frozen_text(hall) -> None:
    SnapshotItem.objects.update(text="{")


def change_a_fingerprint(hall) -> None:
    Snapshot.objects.update(sha256="0" * 64)


def lose_a_version(hall) -> None:
    Snapshot.objects.filter(number=2).update(number=9)


def swap_a_pin(hall) -> None:
    other = NoticePage(title="Jiné", slug="jine", body="<p>Jiné.</p>", live=False)
    hall.fresh().get_parent().add_child(instance=other)
    SnapshotItem.objects.update(revision=other.save_revision())


def be_in_two_states(hall) -> None:
    state = TaskState.objects.filter(status="approved").first()
    TaskState.objects.filter(pk=state.pk).update(status="in_progress")


def lose_a_step_of_the_log(hall) -> None:
    PageLogEntry.objects.filter(action="kpss_workflows.transition").order_by("pk")[1].delete()


def move_behind_the_log(hall) -> None:
    run = WorkflowState.objects.for_instance(hall.page).active().get()
    other = run.workflow.workflow_tasks.get(task__name="Připraveno").task
    TaskState.objects.filter(pk=run.current_task_state_id).update(task=other)


def rewrite_an_entry(hall) -> None:
    entry = PageLogEntry.objects.filter(action="kpss_workflows.transition").first()
    entry.data |= {"fingerprint": "1" * 64}
    entry.save()


def blame_somebody_else(hall) -> None:
    PageLogEntry.objects.filter(user=hall.mayor).update(user=hall.secretary)


def take_out_a_seal(hall) -> None:
    LogSeal.objects.order_by("pk")[1].delete()


def change_the_published_row(hall) -> None:
    NoticePage.objects.filter(pk=hall.page.pk).update(body="<p>V neděli.</p>")


def publish_another_revision(hall) -> None:
    newest = hall.fresh().latest_revision_id
    NoticePage.objects.filter(pk=hall.page.pk).update(live_revision=newest)


def comment_before_the_opening(hall) -> None:
    Submission.objects.update(received_at=Consultation.objects.get().opens_at - timedelta(seconds=1))


def show_before_opening(hall) -> None:
    opens_at = Consultation.objects.get().opens_at
    Snapshot.objects.filter(number=1).update(public_from=opens_at - timedelta(seconds=1))


def lose_a_settlement(hall) -> None:
    Settlement.objects.all().delete()


def rewrite_a_version(hall) -> None:
    """Text, fingerprints and title are changed together, so that each is that of the other."""
    item = SnapshotItem.objects.get(snapshot__number=2)
    text = item.text.replace("pondělí", "pátek")
    SnapshotItem.objects.filter(pk=item.pk).update(text=text, sha256=fingerprint(text.encode()))
    Snapshot.objects.filter(number=2).update(sha256=fingerprint(f"[{text}]".encode()))


def rename_a_version(hall) -> None:
    Snapshot.objects.filter(number=1).update(title="Kácení stromů")


def lose_the_newest_version(hall) -> None:
    Resolution.objects.all().delete()
    Snapshot.objects.get(number=2).delete()


def rewrite_a_pinned_revision(hall) -> None:
    pinned = Revision.objects.get(kpss_pins__snapshot__number=2)
    Revision.objects.filter(pk=pinned.pk).update(content=pinned.content | {"body": "<p>V pátek.</p>"})


def change_a_vote(hall) -> None:
    Resolution.objects.update(votes_for=11)


def change_an_outcome(hall) -> None:
    Resolution.objects.update(outcome="returned")


def lose_a_resolution(hall) -> None:
    Resolution.objects.all().delete()


def invent_a_resolution(hall) -> None:
    Resolution.objects.create(page_id=hall.page.pk, body="assembly", outcome="revoked")


def hide_a_correction(hall) -> None:
    ResolutionCorrection.objects.filter(field="number").first().delete()


def rewrite_a_correction(hall) -> None:
    first = ResolutionCorrection.objects.filter(field="number").first()
    ResolutionCorrection.objects.filter(pk=first.pk).update(before="4/2026")


TAMPERING: dict[Callable, str] = {
    change_a_frozen_text: "fingerprints_hold",
    spoil_a_frozen_text: "fingerprints_hold",
    change_a_fingerprint: "fingerprints_hold",
    lose_a_version: "numbers_hold",
    swap_a_pin: "pins_hold",
    be_in_two_states: "runs_are_in_one_state",
    lose_a_step_of_the_log: "log_is_complete",
    move_behind_the_log: "log_is_complete",
    rewrite_an_entry: "log_is_unchanged",
    blame_somebody_else: "log_is_unchanged",
    take_out_a_seal: "log_is_unchanged",
    change_the_published_row: "live_text_is_the_decided_text",
    publish_another_revision: "live_text_is_the_decided_text",
    comment_before_the_opening: "comments_came_in_time",
    show_before_opening: "periods_hold",
    lose_a_settlement: "public_settlements_are_complete",
    rewrite_a_version: "versions_are_as_logged",
    rename_a_version: "fingerprints_hold",
    lose_the_newest_version: "logged_versions_are_kept",
    rewrite_a_pinned_revision: "pins_hold",
    change_a_vote: "resolutions_are_as_logged",
    change_an_outcome: "resolutions_are_as_logged",
    lose_a_resolution: "logged_resolutions_are_kept",
    invent_a_resolution: "resolutions_are_as_logged",
    hide_a_correction: "corrections_are_as_logged",
    rewrite_a_correction: "resolutions_are_as_logged",
}


@pytest.mark.parametrize("tamper", TAMPERING, ids=lambda tamper: tamper.__name__)
def test_tampering_is_named(whole, tamper):
    tamper(whole)
    assert TAMPERING[tamper] in found()


def test_version_rewritten_with_its_fingerprints_is_named_by_the_log_alone(whole):
    rewrite_a_version(whole)
    assert found() == {"versions_are_as_logged"}


def test_version_frozen_before_its_pin_was_kept_says_nothing_of_it(whole):
    SnapshotItem.objects.update(revision_sha256="")
    assert "pins_hold" not in found()


def without_facts(hall) -> None:
    """The log as it was written before it vouched for every fact."""
    for entry in PageLogEntry.objects.filter(action__in=[RECORDED, CORRECTED]):
        entry.data.pop("facts")
        entry.save()


def test_older_log_vouches_for_body_outcome_and_number(whole):
    without_facts(whole)
    assert found() == {"log_is_unchanged"}
    with translation.override("cs"):
        assert found() == {"log_is_unchanged"}
    Resolution.objects.update(outcome="returned")
    assert "resolutions_are_as_logged" in found()


def test_database_refuses_a_second_open_run(whole):
    run = WorkflowState.objects.for_instance(whole.page).active().get()
    run.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        run.save_base(force_insert=True)


def test_part_that_is_public_alone_is_named(db):
    gazette = Gazette().until_published()
    type(gazette.issue).objects.filter(pk=gazette.issue.pk).update(live=False)
    assert "bundles_are_live_as_a_whole" in found()


def test_command_names_rule_page_and_difference(whole):
    change_the_published_row(whole)
    output = StringIO()
    with pytest.raises(CommandError, match="1 thing"):
        call_command("kpss_check", stdout=output)
    assert "Ořez stromů" in output.getvalue()
    assert "differs from the revision" in output.getvalue()


def test_command_is_content_with_an_honest_way(whole):
    output = StringIO()
    call_command("kpss_check", stdout=output)
    assert output.getvalue().count("holds") >= len(rules())
    assert LogSeal.objects.last().chain in output.getvalue()


def test_command_proves_a_single_rule(whole):
    output = StringIO()
    call_command("kpss_check", rule=["pins_hold"], stdout=output)
    assert output.getvalue().splitlines() == ["pins_hold: holds"]


def test_unknown_rule_is_said(db):
    with pytest.raises(CommandError, match="no rule"):
        call_command("kpss_check", rule=["everything"])


def test_salt_that_nobody_erased_hides_no_forgery(whole):
    entry = PageLogEntry.objects.filter(action="kpss_workflows.transition", user=whole.mayor).first()
    PageLogEntry.objects.filter(pk=entry.pk).update(user=whole.writer)
    assert "log_is_unchanged" in found()
    LogSeal.objects.filter(entry_id=entry.pk).update(salt="")
    assert found() == {"log_is_unchanged"}


def test_sealing_twice_seals_once(whole):
    sealed = LogSeal.objects.count()
    assert seal_log() == 0
    assert (
        LogSeal.objects.count() == sealed == PageLogEntry.objects.filter(action__startswith="kpss_").count()
    )


def test_public_document_has_the_fingerprint_the_page_shows(whole, client):
    import hashlib

    address = whole.fresh().url
    page = client.get(f"{address}navrh/2/").content.decode()
    document = client.get(f"{address}navrh/2/dokument/").content
    assert hashlib.sha256(document).hexdigest() in page

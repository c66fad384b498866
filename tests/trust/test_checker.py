"""The checker and the comparison see what they are there to see; otherwise their silence would prove nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import PageLogEntry, Task, TaskState, WorkflowState

from tests.testapp.models import NoticePage
from tests.workflows.story import TownHall, comment_on, decide, make, open_for_comment, save
from workflows.models import Consultation, Resolution, Snapshot, SnapshotItem, Submission

from .__main__ import joined
from .browser import Answer, Press
from .invariants import violations
from .judging import is_refused, is_won, wrong_answers
from .record import difference, record_of
from .rounds import judge


@pytest.fixture
def published(db) -> TownHall:
    """A notice that has gone its whole way, and a newer version of it under consultation."""
    hall = TownHall().until_assembly("Prosím v úterý.")
    decide(hall.page, hall.secretary)
    make(hall.page, "start_again", hall.secretary)
    save(hall.page, by=hall.writer, body="<p>Ve středu.</p>")
    make(hall.page, "submit", hall.writer)
    make(hall.page, "approve", hall.mayor)
    comment_on(open_for_comment(hall.page, hall.secretary))
    return hall


def run_of(page: Any) -> WorkflowState:
    return WorkflowState.objects.for_instance(page).active().get()


def second_current_state(page: Any) -> None:
    run = run_of(page)
    TaskState.objects.create(workflow_state=run, task=Task.objects.last(), revision=page.latest_revision)


def no_current_state(page: Any) -> None:
    run_of(page).task_states.filter(status="in_progress").update(status="approved")


def cancelled_run_with_a_current_state(page: Any) -> None:
    WorkflowState.objects.filter(pk=run_of(page).pk).update(status="cancelled")


def older_revision_taken_for_the_newest(page: Any) -> None:
    NoticePage.objects.filter(pk=page.pk).update(latest_revision=page.revisions.order_by("pk").first())


def transition_missing_in_the_log(page: Any) -> None:
    entries = PageLogEntry.objects.filter(page_id=page.pk, action="kpss_workflows.transition")
    entries.order_by("pk")[1:2].get().delete()


def decision_told_twice(page: Any) -> None:
    entry = PageLogEntry.objects.filter(page_id=page.pk, action="kpss_workflows.transition").last()
    PageLogEntry.objects.create(
        page_id=page.pk,
        action=entry.action,
        data=entry.data,
        timestamp=timezone.now(),
        content_type=entry.content_type,
        label=entry.label,
    )


def resolution_without_a_trace(page: Any) -> None:
    Resolution.objects.filter(page_id=page.pk).delete()


def changed_version(page: Any) -> None:
    item = SnapshotItem.objects.filter(page_id=page.pk).first()
    SnapshotItem.objects.filter(pk=item.pk).update(text=item.text.replace("pondělí", "pátek"))


def gap_in_the_versions(page: Any) -> None:
    Snapshot.objects.filter(page_id=page.pk, number=3).update(number=7)


def page_taken_down(page: Any) -> None:
    NoticePage.objects.filter(pk=page.pk).update(live=False)


def live_text_rewritten(page: Any) -> None:
    NoticePage.objects.filter(pk=page.pk).update(body="<p>Jinak.</p>")


def another_revision_live(page: Any) -> None:
    NoticePage.objects.filter(pk=page.pk).update(live_revision=page.latest_revision)


def letter_without_its_text(page: Any) -> None:
    Submission.objects.filter(consultation__snapshot__page_id=page.pk).last().comments.all().delete()


def letter_after_the_withdrawal(page: Any) -> None:
    newest = Consultation.objects.of_page(page).order_by("-pk").first()
    Consultation.objects.filter(pk=newest.pk).update(withdrawn_at=newest.opens_at)


def gap_in_the_letters(page: Any) -> None:
    newest = Consultation.objects.of_page(page).order_by("-pk").first()
    Consultation.objects.filter(pk=newest.pk).update(last_submission_number=5)


DAMAGES = [
    second_current_state,
    no_current_state,
    cancelled_run_with_a_current_state,
    older_revision_taken_for_the_newest,
    transition_missing_in_the_log,
    decision_told_twice,
    resolution_without_a_trace,
    changed_version,
    gap_in_the_versions,
    page_taken_down,
    live_text_rewritten,
    another_revision_live,
    letter_without_its_text,
    letter_after_the_withdrawal,
    gap_in_the_letters,
]


def test_page_in_order_has_no_violation(published):
    assert violations(published.fresh()) == []


@pytest.mark.parametrize("damage", DAMAGES)
def test_every_damage_is_named(published, damage: Callable[[Any], None]):
    damage(published.fresh())
    assert violations(published.fresh())


def test_what_an_action_writes_is_worded_alike_for_every_page(hall_of_two):
    one, other = hall_of_two
    changes = []
    for page in (one, other):
        before = record_of(page.pk)
        make(page, "submit", page.writer)
        changes.append(difference(before, record_of(page.pk)))
    assert changes[0]
    assert changes[0] == changes[1]


@pytest.fixture
def hall_of_two(db) -> list[Any]:
    """Two notices that were written alike."""
    from tests.workflows.story import home

    hall = TownHall()
    second = home().add_child(
        instance=NoticePage(title=hall.page.title, slug="druhy", body=hall.page.body, live=False)
    )
    second.save_revision(user=hall.writer)
    pages = [hall.fresh(), NoticePage.objects.get(pk=second.pk)]
    for page in pages:
        page.writer = hall.writer
    return pages


def test_half_of_an_action_is_neither_before_nor_after(hall_of_two):
    one, other = hall_of_two
    before = record_of(one.pk)
    make(one, "submit", one.writer)
    whole = difference(before, record_of(one.pk))
    untouched = record_of(other.pk)
    run = run_of(other)
    TaskState.objects.filter(pk=run.current_task_state_id).update(status="approved")
    assert judge(difference(untouched, record_of(other.pk)), [whole], Answer(0))[0] == "half"
    assert judge(difference(untouched, untouched), [whole], Answer(0)) == ("before", [])
    assert judge(whole, [whole], Answer(0)) == ("after", [])


def test_answer_without_the_deed_is_a_violation():
    assert judge(difference({}, {}), [difference({}, {})], Answer(302))[1]


@pytest.mark.parametrize(
    ("answer", "won", "refused"),
    [
        (Answer(302, "/admin/kpss-workflows/page/3/"), True, False),
        (Answer(302, "/admin/"), False, False),
        (Answer(409, body='<div class="help-block help-critical"><p>Meanwhile.</p></div>'), False, True),
        (Answer(409, body="<h1>409</h1>"), False, False),
        (Answer(500, body='<p class="error">Sorry.</p>'), False, False),
        (Answer(200, body='{"success": true}'), True, False),
        (Answer(200, body='<p class="error">Locked.</p>'), False, False),
        (Answer(400, body='{"success": false, "error_message": "Locked."}'), False, False),
        (Answer(409, body='{"success": false, "error_message": "Locked."}'), False, True),
        (Answer(0), False, False),
    ],
)
def test_an_answer_is_a_yes_a_no_with_a_sentence_or_wrong(answer, won, refused):
    press = Press("writer", "/admin/kpss-workflows/page/3/submit/", {})
    assert (is_won(answer), is_refused(answer)) == (won, refused)
    assert bool(wrong_answers([press], [answer])) is not (won or refused)


def test_figures_of_several_servers_are_told_in_the_order_of_the_kinds():
    def part(*kinds: str) -> dict[str, Any]:
        return {
            "database": "SQLite",
            "kinds": [{"kind": kind} for kind in kinds],
            "seconds": len(kinds),
            "check": {"pages": 2, "findings": [*kinds[:1]]},
        }

    whole = joined([part("first", "third", "fifth"), part("second", "fourth")])
    assert [one["kind"] for one in whole["kinds"]] == ["first", "second", "third", "fourth", "fifth"]
    assert whole["check"] == {"pages": 4, "findings": ["first", "second"]}
    assert whole["seconds"] == 3

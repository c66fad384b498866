"""Two at once: real threads, each with its own connection, and one winner."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import partial
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry

from tests.testapp.models import NoticePage
from workflows.actions.base import Refused
from workflows.actions.submit_comments import Remark, SubmitComments
from workflows.models import Resolution, Snapshot, Submission

from .browser import signed_in
from .story import (
    TownHall,
    comment_on,
    decide,
    make,
    open_for_comment,
    person,
    release,
    save,
    settle,
    state_of,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

ROUNDS = 10


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Let every deed begin at the same moment; return what came of each, an exception included."""
    barrier, results = Barrier(len(deeds)), [None] * len(deeds)

    def run(number: int, deed: Callable[[], Any]) -> None:
        barrier.wait()
        try:
            results[number] = deed()
        except Exception as error:  # whatever came of it is looked at by the test
            results[number] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


def one_winner(results: list[Any]) -> bool:
    """One came through, the other was told no in a sentence, and nothing fell over."""
    lost = [result for result in results if isinstance(result, Exception)]
    return len(lost) == len(results) - 1 and all(isinstance(error, Refused) for error in lost)


@pytest.fixture
def hall() -> TownHall:
    """A town hall that commits."""
    return TownHall()


def log_of(page: Any, transition: str) -> int:
    entries = PageLogEntry.objects.filter(page_id=page.pk, action="kpss_workflows.transition")
    return sum(entry.data["transition"] == transition for entry in entries)


def test_two_approvers_make_one_decision(hall):
    second = person("mayor", name="vicemayor")
    for number in range(1, ROUNDS + 1):
        make(hall.page, "submit", hall.writer)
        results = at_once(
            lambda: make(hall.page, "approve", hall.mayor), lambda: make(hall.page, "approve", second)
        )
        assert one_winner(results), results
        assert state_of(hall.page) == "ready"
        assert log_of(hall.page, "approve") == number
        run = hall.fresh().current_workflow_state
        assert run.task_states.filter(status="in_progress").count() == 1
        make(hall.page, "send_back", hall.secretary, comment="Znovu.")


def test_approval_against_return_is_no_contradiction(hall):
    for _round in range(ROUNDS):
        make(hall.page, "submit", hall.writer)
        results = at_once(
            lambda: make(hall.page, "approve", hall.mayor),
            lambda: make(hall.page, "send_back", hall.secretary, comment="Ne."),
        )
        states = state_of(hall.page)
        # Returning is allowed from both states, so it may also follow the approval.
        assert one_winner(results) or (states == "draft" and log_of(hall.page, "approve")), results
        assert hall.fresh().current_workflow_state.task_states.filter(status="in_progress").count() == 1
        if states == "ready":
            make(hall.page, "send_back", hall.secretary, comment="Znovu.")


def test_two_clerks_record_one_resolution(hall):
    hall.until_assembly()
    results = at_once(lambda: decide(hall.page, hall.secretary), lambda: decide(hall.page, hall.secretary))
    assert one_winner(results), results
    assert Resolution.objects.count() == 1
    assert hall.fresh().live


def test_two_openings_freeze_one_version(hall):
    hall.until_ready()
    results = at_once(*[lambda: open_for_comment(hall.page, hall.secretary)] * 2)
    assert one_winner(results), results
    assert Snapshot.objects.count() == 1


def test_text_saved_at_the_moment_of_opening_is_in_the_version_or_refused(hall):
    def write(words: str) -> None:
        save(hall.page, by=hall.writer, body=words)

    for number in range(ROUNDS):
        words = f"<p>Okamžik {number}.</p>"
        results = at_once(partial(write, words), lambda: make(hall.page, "submit", hall.writer))
        draft = hall.fresh().get_latest_revision_as_object().body
        assert not isinstance(results[1], Exception), results
        assert (draft == words) is (results[0] is None), results
        make(hall.page, "send_back", hall.secretary, comment="Znovu.")


def test_parallel_letters_get_different_numbers(hall):
    hall.until_open()
    for _round in range(ROUNDS):
        results = at_once(
            *[
                lambda: SubmitComments(hall.consultation, [Remark("Prosím.")]).execute()
                for _person in range(4)
            ]
        )
        assert not [error for error in results if isinstance(error, Exception)], results
    numbers = sorted(Submission.objects.values_list("number", flat=True))
    assert numbers == list(range(1, ROUNDS * 4 + 1))


def test_double_click_of_a_citizen_is_one_letter(hall):
    hall.until_open()
    url = reverse("kpss_workflows:comment", args=[hall.consultation.pk])
    for number in range(1, ROUNDS + 1):
        sent = {"key": str(uuid.uuid4()), "r-TOTAL_FORMS": "1", "r-0-text": f"Text {number}."}
        results = at_once(*[partial(Client().post, url, sent)] * 3)
        assert {response.status_code for response in results} == {302}
        assert len({response.url for response in results}) == 1
        assert Submission.objects.count() == number


def test_double_click_of_an_official_is_one_transition(hall):
    from workflows.bundles import bundle_fingerprint

    browsers = [signed_in(hall.writer) for _tab in range(2)]
    page = hall.fresh()
    url = reverse("kpss_workflows_admin:transition", args=[page.pk, "submit"])
    state, text = page.current_workflow_task_state.pk, bundle_fingerprint(page)
    sent = {"key": str(uuid.uuid4()), "task_state": state, "fingerprint": text, "comment": ""}
    results = at_once(*[partial(browser.post, url, sent) for browser in browsers])
    assert [response.status_code for response in results] == [302, 302]
    assert log_of(page, "submit") == 1


def test_letter_at_the_moment_of_withdrawal_is_kept_or_refused(hall):
    hall.until_open()
    results = at_once(
        lambda: comment_on(hall.consultation),
        lambda: make(hall.page, "withdraw", hall.secretary, comment="Omyl."),
    )
    assert not isinstance(results[1], Exception), results
    assert isinstance(results[0], Refused) is (Submission.objects.count() == 0), results


def test_two_settlements_of_one_comment_leave_one(hall):
    hall.until_settlement("Modrá.")
    release(hall.comments[0], hall.secretary)
    results = at_once(*[lambda: settle(hall.comments[0], hall.secretary)] * 4)
    assert not [error for error in results if isinstance(error, Exception)], results


def test_two_clocks_close_once(hall):
    from workflows.jobs.running import run_job

    from .story import end_consultation

    hall.until_open()
    end_consultation(hall.consultation)
    results = at_once(*[lambda: run_job("transitions")] * 2)
    assert sorted(len(report.done) for report in results) == [0, 1]
    assert not [report.failed for report in results if report.failed]
    assert log_of(hall.page, "close") == 1


def test_two_first_saves_begin_one_run(hall):
    from wagtail.models import WorkflowState

    from .story import home

    page = home().add_child(instance=NoticePage(title="Nové", slug="nove", body="<p>Nové.</p>", live=False))
    results = at_once(*[lambda: NoticePage.objects.get(pk=page.pk).save_revision(user=hall.writer)] * 2)
    assert not [error for error in results if isinstance(error, Exception)], results
    assert WorkflowState.objects.for_instance(page).count() == 1

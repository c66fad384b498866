"""What was read is what is decided: also when the editor saved by itself, over the very revision that was read."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from tests.testapp.models import OrdinaryPage
from workflows.actions.base import Stale
from workflows.actions.submit_comments import Remark, SubmitComments
from workflows.actions.transition import Seen
from workflows.actions.withdraw_consultation import WithdrawConsultation
from workflows.bundles import bundle_fingerprint
from workflows.models import Snapshot
from workflows.standing import standing_of

from .browser import administrator, editor_data, form_data, signed_in
from .story import TownHall, decide, home, make, save, state_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]


def address_of(hall: TownHall, transition: str) -> str:
    """Where a transition is made."""
    return reverse("kpss_workflows_admin:transition", args=[hall.page.pk, transition])


def autosave(hall: TownHall, words: str) -> Any:
    """What the editor sends by itself: the newest revision is rewritten and keeps its number."""
    return signed_in(hall.writer).post(
        reverse("wagtailadmin_pages:edit", args=[hall.page.pk]),
        editor_data(body=words, overwrite_revision_id=hall.fresh().latest_revision_id),
        headers={"Accept": "application/json"},
    )


def as_read(hall: TownHall) -> Seen:
    """What somebody has before their eyes now."""
    page = hall.fresh()
    state = standing_of(page).task_state
    return Seen(state and state.pk, bundle_fingerprint(page))


def test_revision_rewritten_in_place_is_not_decided_unread(hall):
    save(hall.page, by=hall.writer)
    browser = signed_in(hall.writer)
    data = form_data(browser.get(address_of(hall, "submit")), "comment")
    before = hall.fresh().latest_revision_id
    answer = autosave(hall, "<p>Ve středu.</p>")
    assert answer.json()["success"]
    assert hall.fresh().latest_revision_id == before
    assert browser.post(address_of(hall, "submit"), data).status_code == 409
    assert state_of(hall.page) == "draft"


def test_pinned_revision_is_never_rewritten_in_place(hall):
    hall.until_open()
    make(hall.page, "withdraw", hall.secretary, comment="Omyl.")
    pinned = Snapshot.objects.get().items.get().revision
    frozen = pinned.content["body"]
    draft = hall.fresh().get_latest_revision_as_object()
    draft.body = "<p>Ve čtvrtek.</p>"
    saved = draft.save_revision(user=hall.secretary, overwrite_revision=pinned)
    pinned.refresh_from_db()
    assert saved.pk != pinned.pk
    assert pinned.content["body"] == frozen


@pytest.mark.parametrize(
    ("until", "transition", "person"),
    [
        ("until_ready", "send_back", "secretary"),
        ("until_open", "withdraw", "secretary"),
        ("until_assembly", "publish_settlements", "secretary"),
    ],
)
def test_every_kind_of_decision_names_the_text_that_was_read(hall, until, transition, person):
    getattr(hall, until)()
    seen = as_read(hall)
    save(hall.page, by=None, body="<p>Ve středu.</p>")
    with pytest.raises(Stale):
        make(hall.page, transition, getattr(hall, person), seen=seen, comment="Znovu.")


def test_draft_saved_before_a_publication_does_not_take_the_page_down(hall):
    """The editor holds the page as it was read; its whole row is written when it is saved."""
    hall.until_assembly()
    late = hall.fresh().get_latest_revision_as_object()
    decide(hall.page, hall.secretary)
    late.title = "Psáno předtím"
    with pytest.raises(PermissionDenied, match="Meanwhile"):
        late.save()
    assert hall.fresh().live
    assert hall.fresh().title == "Ořez stromů"


def test_letter_never_comes_after_the_withdrawal(hall):
    """Whoever waits for the lock acts after the one who held it: the clock is read under the lock."""
    hall.until_open()
    withdrawal = WithdrawConsultation(hall.fresh(), "withdraw", user=hall.secretary, comment="Omyl.")
    letter = SubmitComments(hall.consultation, [Remark("Prosím.")]).execute()
    withdrawal.execute()
    hall.consultation.refresh_from_db()
    assert letter.received_at <= hall.consultation.withdrawn_at


# The control group: what these tests would say of a stock workflow


@pytest.fixture
def ordinary(db) -> OrdinaryPage:
    """A stock page that waits for the approval of a group."""
    page = home().add_child(instance=OrdinaryPage(title="Čtený nadpis", slug="bezna", live=False))
    page.save_revision()
    workflow = Workflow.objects.create(name="Stock")
    task = GroupApprovalTask.objects.create(name="Approval")
    task.groups.add(Group.objects.create(name="approvers"))
    WorkflowTask.objects.create(workflow=workflow, task=task)
    workflow.start(page, None)
    return OrdinaryPage.objects.get(pk=page.pk)


def approval_as_read(page: OrdinaryPage) -> tuple[Client, str]:
    """The button of an approver who is reading."""
    state = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    return signed_in(administrator()), address


@pytest.mark.parametrize("in_place", [False, True])
def test_stock_wagtail_publishes_what_the_approver_never_read(ordinary, in_place):
    browser, address = approval_as_read(ordinary)
    draft = ordinary.get_latest_revision_as_object()
    draft.title = "Nečtený nadpis"
    draft.save_revision(overwrite_revision=ordinary.latest_revision if in_place else None)
    browser.post(address, {"comment": ""})
    assert OrdinaryPage.objects.get(pk=ordinary.pk).title == "Nečtený nadpis"

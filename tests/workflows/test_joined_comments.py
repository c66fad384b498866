"""A joined comment is answered with another one only as long as that one has an answer the public may read."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from workflows.actions.accept_settlements import AcceptSettlements
from workflows.actions.author import CorrectComment, WithdrawComment
from workflows.actions.base import Refused
from workflows.actions.moderate_comment import ModerateComment
from workflows.actions.publish_settlements import publish_settlements
from workflows.actions.settle_comment import SettleComment
from workflows.actions.sort_comment import JoinComment
from workflows.models import Comment, Consultation, Settlement
from workflows.town_time import town_today

from .browser import signed_in, words
from .story import TownHall, comment_on, release, settle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]


def fresh(comment) -> Comment:
    """The comment as it is stored now."""
    return Comment.objects.get(pk=comment.pk)


def joined(hall: TownHall) -> TownHall:
    """Release all comments and join the second to the first."""
    for comment in hall.comments:
        release(comment, hall.secretary)
    first, second = hall.comments
    JoinComment(fresh(second), to=fresh(first), user=hall.secretary).execute()
    return hall


def open_and_joined(hall: TownHall) -> list[Comment]:
    """Two comments that say the same, and their authors may still change them."""
    hall.until_open()
    hall.comments = [comment_on(hall.consultation, text) for text in ("Prosím v úterý.", "Taky v úterý.")]
    return joined(hall).comments


@pytest.fixture
def desk(hall) -> TownHall:
    """Two comments that say the same, one joined to the other; the time for comments is over."""
    return joined(hall.until_settlement("Prosím v úterý.", "Taky v úterý."))


def unsettled(hall) -> list[str]:
    """What the desk says is not settled yet."""
    address = reverse("kpss_workflows_admin:desk", args=[hall.consultation.pk])
    page = words(signed_in(hall.secretary).get(f"{address}?show=unsettled"))
    return [one.text for one in hall.comments if one.text in page]


def publish(hall) -> None:
    publish_settlements(Consultation.objects.get(pk=hall.consultation.pk), timezone.now())


def test_shared_answer_that_is_ready_answers_both(desk):
    settle(fresh(desk.comments[0]), desk.secretary)
    assert unsettled(desk) == []
    publish(desk)
    assert Consultation.objects.get(pk=desk.consultation.pk).settlements_are_public


def test_shared_answer_that_is_missing_or_not_ready_leaves_both_unsettled(desk):
    assert unsettled(desk) == [one.text for one in desk.comments]
    SettleComment(
        fresh(desk.comments[0]), outcome="noted", reasoning="Uvidíme.", is_ready=False, user=desk.secretary
    ).execute()
    assert unsettled(desk) == [one.text for one in desk.comments]
    with pytest.raises(Refused, match="2 comments have not been settled"):
        publish(desk)


@pytest.mark.parametrize("status", ["hidden", "withdrawn", "received"])
@pytest.mark.parametrize("is_ready", [True, False, None])
def test_answer_of_what_nobody_reads_answers_nothing(desk, status, is_ready):
    first, second = desk.comments
    if is_ready is not None:
        settle(fresh(first), desk.secretary)
        Settlement.objects.update(is_ready=is_ready)
    Comment.objects.filter(pk=first.pk).update(status=status, hidden_reason="Vulgární.")
    assert second.text in unsettled(desk)
    assert fresh(second) in Comment.objects.waiting()
    with pytest.raises(Refused, match="not been settled"):
        publish(desk)


def test_what_was_joined_to_a_hidden_comment_is_settled_by_itself(desk):
    first, second = desk.comments
    settle(fresh(first), desk.secretary)
    ModerateComment(first, status="hidden", reason="Vulgární.", user=desk.secretary).execute()
    assert fresh(second).duplicate_of is None
    entry = PageLogEntry.objects.filter(action="kpss_workflows.moderation").latest("pk")
    assert entry.data["parted"] == [second.reference]
    with pytest.raises(Refused, match="1 comment has not been settled"):
        publish(desk)
    settle(fresh(second), desk.secretary, reasoning="Posuneme.")
    publish(desk)


def test_releasing_again_parts_nothing(desk):
    first, second = desk.comments
    ModerateComment(first, status="released", user=desk.secretary).execute()
    assert fresh(second).duplicate_of == first


def test_what_was_joined_to_a_withdrawn_comment_is_settled_by_itself(hall):
    first, second = open_and_joined(hall)
    WithdrawComment(first.submission, first.number).execute()
    assert fresh(second).duplicate_of is None
    entry = PageLogEntry.objects.get(action="kpss_workflows.author")
    assert entry.data["parted"] == [second.reference]


def test_answer_to_a_comment_that_was_corrected_since_is_a_draft(hall):
    first, second = open_and_joined(hall)
    settle(fresh(first), hall.secretary, "accepted", "Posuneme.")
    AcceptSettlements(hall.consultation, held_on=town_today(), body="Skupina", user=hall.secretary).execute()
    CorrectComment(first.submission, first.number, text="Prosím v neděli.").execute()
    kept = Settlement.objects.get()
    assert (kept.outcome, kept.reasoning) == ("accepted", "Posuneme.")
    assert (kept.is_ready, kept.acceptance) == (False, None)
    release(fresh(first), hall.secretary)
    assert {one.pk for one in Comment.objects.unsettled()} == {first.pk, second.pk}


def test_answer_stays_ready_where_nothing_was_corrected(hall):
    first, _second = open_and_joined(hall)
    settle(fresh(first), hall.secretary)
    CorrectComment(first.submission, first.number, text=first.text).execute()
    assert Settlement.objects.get().is_ready


def test_joined_comment_that_says_something_else_now_is_answered_by_itself(hall):
    first, second = open_and_joined(hall)
    settle(fresh(first), hall.secretary)
    CorrectComment(second.submission, second.number, text="Radši ve středu.").execute()
    release(fresh(second), hall.secretary)
    assert fresh(second).duplicate_of is None
    assert list(Comment.objects.unsettled()) == [second]

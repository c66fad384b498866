"""A condition for definitions: settlements go on only after a meeting accepted every one of them."""

from __future__ import annotations

from datetime import date

import pytest

from workflows.actions.accept_settlements import AcceptSettlements
from workflows.actions.base import Refused
from workflows.actions.sort_comment import JoinComment
from workflows.loading.load import load_text
from workflows.models import Comment

from .story import make, release, settle, state_of
from .toml_editing import changed, put

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]


@pytest.fixture
def desk(hall):
    """Two released comments, in a town whose steering group accepts settlements before the assembly reads them."""
    guards = ["every_comment_is_settled", "settlements_accepted"]
    load_text(changed(put("transitions", "submit_to_assembly", guards=guards)))
    hall.until_settlement("Modrá.", "Bílá.")
    for comment in hall.comments:
        release(comment, hall.secretary)
    return hall


def accept(hall) -> None:
    """The steering group accepts whatever is ready."""
    AcceptSettlements(
        hall.consultation, held_on=date(2020, 1, 2), body="Řídicí skupina", user=hall.secretary
    ).execute()


def test_way_opens_once_every_settlement_is_accepted(desk):
    settle(desk.comments[0], desk.secretary)
    accept(desk)
    settle(desk.comments[1], desk.secretary)
    with pytest.raises(Refused, match=r"No meeting has accepted 1 settlement yet\."):
        make(desk.page, "submit_to_assembly", desk.secretary)
    accept(desk)
    make(desk.page, "submit_to_assembly", desk.secretary)
    assert state_of(desk.page) == "assembly"


def test_settlement_that_was_changed_since_is_accepted_by_nobody(desk):
    for comment in desk.comments:
        settle(comment, desk.secretary)
    accept(desk)
    settle(desk.comments[0], desk.secretary, reasoning="Jinak.")
    with pytest.raises(Refused, match="No meeting has accepted 1 settlement"):
        make(desk.page, "submit_to_assembly", desk.secretary)


def test_joined_and_hidden_comments_need_no_acceptance(desk):
    first, second = desk.comments
    settle(first, desk.secretary)
    JoinComment(second, to=first, user=desk.secretary).execute()
    accept(desk)
    make(desk.page, "submit_to_assembly", desk.secretary)
    assert Comment.objects.filter(settlement__isnull=True).count() == 1


def test_refusal_leads_to_where_acceptance_is_recorded(desk):
    for comment in desk.comments:
        settle(comment, desk.secretary)
    with pytest.raises(Refused) as refused:
        make(desk.page, "submit_to_assembly", desk.secretary)
    assert refused.value.refusals[0].url.endswith(f"/consultation/{desk.consultation.pk}/accept/")


def test_without_comments_there_is_nothing_to_accept(hall):
    load_text(changed(put("transitions", "submit_to_assembly", guards=["settlements_accepted"])))
    hall.until_settlement()
    make(hall.page, "submit_to_assembly", hall.secretary)
    assert state_of(hall.page) == "assembly"

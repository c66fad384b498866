"""Readers, inviters and deciders at the same moment: real threads, each with its own connection."""

from __future__ import annotations

import uuid
from functools import partial

import pytest
from django.test import Client

from workflows.actions.base import Refused
from workflows.actions.revoke_invitation import RevokeInvitation
from workflows.models import InternalVersion, Opinion, OutgoingMail, ReadingInvitation

from .reading_story import JANA, PETR, AskingHall
from .story import make
from .test_races import ROUNDS, at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def hall() -> AskingHall:
    """A town hall that commits."""
    return AskingHall()


def test_two_answers_from_one_link_leave_one_and_keep_the_other(hall):
    hall.invite(JANA)
    for number in range(1, ROUNDS + 1):
        results = at_once(
            partial(hall.answer, JANA, "remarks", f"První {number}."),
            partial(hall.answer, JANA, "remarks", f"Druhá {number}."),
        )
        assert not [error for error in results if isinstance(error, Exception)], results
        assert Opinion.objects.standing().count() == 1
        assert Opinion.objects.count() == number * 2


def test_double_click_of_a_reader_is_one_answer(hall):
    hall.invite(JANA)
    link = hall.link()
    for number in range(1, ROUNDS + 1):
        said = {"key": str(uuid.uuid4()), "kind": "remarks", "text": f"Slova {number}."}
        results = at_once(*[partial(Client().post, link, said)] * 3)
        assert {response.status_code for response in results} == {302}
        assert Opinion.objects.count() == number


def test_answer_at_the_moment_of_revocation_is_kept_or_refused(hall):
    for _round in range(ROUNDS):
        hall.invite(JANA)
        before = Opinion.objects.count()
        results = at_once(
            partial(hall.answer, JANA, "remarks", uuid.uuid4().hex),
            lambda: RevokeInvitation(hall.invitation(), user=hall.secretary).execute(),
        )
        assert not isinstance(results[1], Exception), results
        assert isinstance(results[0], Refused) is (Opinion.objects.count() == before), results


def test_answer_at_the_moment_of_decision_is_kept_or_refused(hall):
    for _round in range(ROUNDS):
        hall.invite(JANA)
        results = at_once(
            partial(hall.answer, JANA), lambda: make(hall.page, "send_back", hall.secretary, comment="Ne.")
        )
        assert not isinstance(results[1], Exception), results
        assert isinstance(results[0], (Opinion, Refused)), results
        make(hall.page, "submit", hall.writer)


def test_two_inviters_at_once_keep_one_wording_and_mail_each_person_once(hall):
    results = at_once(lambda: hall.invite(JANA, PETR), lambda: hall.invite(PETR, JANA, by=hall.mayor))
    lost = [error for error in results if isinstance(error, Exception)]
    assert all(isinstance(error, Refused) for error in lost), results
    assert InternalVersion.objects.count() == 1
    assert ReadingInvitation.objects.count() == OutgoingMail.objects.count() == 2


def test_openings_at_once_are_all_counted(hall):
    hall.invite(JANA)
    link = hall.link()
    results = at_once(*[partial(Client().get, link)] * 4)
    assert {response.status_code for response in results} == {200}
    assert hall.invitation().opened == 4

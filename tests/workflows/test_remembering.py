"""A request that only shows asks each question once; whatever changes something asks anew."""

from __future__ import annotations

import pytest
from django.core.signals import request_finished, request_started

from workflows.models import RoleAssignment
from workflows.remembering import nothing_remembered, remembered, remembering
from workflows.standing import standing_of

from .story import make, save, state_of

pytestmark = pytest.mark.django_db


class Question:
    """Answers with how often it was asked."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> int:
        self.count += 1
        return self.count


def test_nothing_is_remembered_by_default():
    question = Question()
    assert [remembered("how often", question), remembered("how often", question)] == [1, 2]


def test_showing_request_remembers_until_it_ends():
    question = Question()
    request_started.send(None, environ={"REQUEST_METHOD": "GET"})
    assert [remembered("how often", question), remembered("how often", question)] == [1, 1]
    request_finished.send(None)
    assert remembered("how often", question) == 2


def test_changing_request_remembers_nothing():
    question = Question()
    request_started.send(None, environ={"REQUEST_METHOD": "POST"})
    assert [remembered("how often", question), remembered("how often", question)] == [1, 2]
    request_finished.send(None)


def test_request_of_an_asynchronous_server_is_known_too():
    question = Question()
    request_started.send(None, scope={"method": "GET"})
    assert [remembered("how often", question), remembered("how often", question)] == [1, 1]
    request_finished.send(None)


def test_action_asks_anew_and_leaves_nothing_behind():
    question = Question()
    with remembering():
        remembered("how often", question)
        with nothing_remembered():
            assert remembered("how often", question) == 2
        assert remembered("how often", question) == 3


def test_transition_is_seen_by_whoever_remembered_the_state_before(hall):
    with remembering():
        assert standing_of(hall.page).state.key == "draft"
        make(hall.page, "submit", hall.writer)
        assert state_of(hall.page) == "mayor"


def test_saving_and_new_roles_are_seen(hall):
    with remembering():
        remembered("answer", Question())
        save(hall.page, by=hall.writer, title="Else")
        assert remembered("answer", lambda: "new") == "new"
        RoleAssignment.objects.create(group=hall.writer.groups.get(), role="mayor", page=hall.page)
        assert remembered("answer", lambda: "newer") == "newer"

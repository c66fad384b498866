"""What waits for a person: the pages in states that the person may lead on. Few queries, however many wait."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from wagtail.models import GroupPagePermission, TaskState, WorkflowState

from .base_page import BASE_PAGE_MODEL
from .deadlines import passes_at
from .definition import Definition, State, Transition
from .models.consultations import Consultation
from .models.tasks import StateTask
from .permissions import roles_given
from .remembering import remembered, remembering
from .returns import Return, returns_into
from .situations import Deadline, deadline_in_days

EVERYWHERE = ""
"""The path above all pages."""


@dataclass(frozen=True)
class Way:
    """A transition out of a state, and the places at and below which a person may make it."""

    task: StateTask
    transition: Transition
    paths: frozenset[str]


@dataclass(frozen=True)
class Found:
    """What of a page decides whether it waits."""

    path: str
    title: str
    live: bool
    has_unpublished_settlements: bool

    def lets(self, transition: Transition) -> bool:
        """Tell whether there is anything for the transition to act on; its guards are asked on the page itself."""
        if transition.effect == "retract":
            return self.live
        if transition.effect == "publish_settlements":
            return self.has_unpublished_settlements
        return True


@dataclass(frozen=True)
class Waiting:
    """A page that waits for a person, and what the person can do with it."""

    task_state_id: int
    task_id: int
    page_id: int
    title: str
    definition: Definition
    state: State
    since: datetime
    passes_at: datetime | None
    transitions: list[Transition]

    @property
    def deadline(self) -> Deadline | None:
        """Until when, where the state says so."""
        return deadline_in_days(self.passes_at)


_left_out: ContextVar[bool] = ContextVar("kpss_left_out", default=False)


def is_left_out() -> bool:
    """Tell whether Wagtail is asked for the tasks of its own workflows only."""
    return _left_out.get()


@contextmanager
def left_out() -> Iterator[None]:
    """Let Wagtail list the tasks of its own workflows; ours are told beside them."""
    token = _left_out.set(True)
    try:
        yield
    finally:
        _left_out.reset(token)


def waiting_for(user: Any) -> list[Waiting]:
    """Return what waits for a person: first what has a deadline, the nearest first, then what waits longest."""
    with remembering():
        return remembered(("waiting", user.pk), lambda: sorted(_read(user), key=_urgency))


def _urgency(one: Waiting) -> tuple[bool, datetime]:
    return one.passes_at is None, one.passes_at or one.since


def _read(user: Any) -> Iterator[Waiting]:
    ways: dict[int, list[Way]] = defaultdict(list)
    for way in ways_of(user):
        ways[way.task.pk].append(way)
    found = TaskState.objects.filter(
        task_id__in=ways,
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
    )
    rows = found.values_list("pk", "task_id", "started_at", "workflow_state__object_id") if ways else []
    pages = _pages([row[3] for row in rows])
    for task_state_id, task_id, since, object_id in rows:
        page = pages.get(object_id)
        mine = [way for way in ways[task_id] if page and _may_go(way, page)]
        if mine:
            task = mine[0].task
            yield Waiting(
                task_state_id,
                task_id,
                int(object_id),
                page.title,
                task.definition_row.definition,
                task.state,
                since,
                passes_at(task.state, since),
                [way.transition for way in mine],
            )


def _may_go(way: Way, page: Found) -> bool:
    return any(page.path.startswith(one) for one in way.paths) and page.lets(way.transition)


def _pages(keys: list[str]) -> dict[str, Found]:
    """The pages by their key in the engine, which is a text."""
    if not keys:
        return {}
    model = apps.get_model(BASE_PAGE_MODEL)
    rows = model.objects.filter(pk__in=keys).values_list("pk", "path", "draft_title", "live")
    unpublished = _with_unpublished_settlements(keys)
    return {str(pk): Found(path, title, live, pk in unpublished) for pk, path, title, live in rows}


def _with_unpublished_settlements(keys: list[str]) -> set[int]:
    """The numbers of those pages whose newest consultation has settlements nobody reads yet."""
    found = Consultation.objects.valid().filter(snapshot__page_id__in=keys).order_by("snapshot__number")
    newest = dict(found.values_list("snapshot__page_id", "settlements_published_at"))
    return {number for number, published_at in newest.items() if published_at is None}


def sent_back(waiting: list[Waiting]) -> dict[int, Return]:
    """Say of those that were sent back by whom, by the numbers of the pages; for what a screen shows."""
    return returns_into({one.page_id: (one.definition, one.state) for one in waiting})


def ways_of(user: Any) -> list[Way]:
    """Return every transition a person may make anywhere; the clock makes the automatic ones."""
    if not user.is_active:
        return []
    tasks = StateTask.objects.filter(active=True).select_related("definition_row")
    every = [(task, one) for task in tasks for one in task.definition_row.definition.leaving(task.key)]
    ways = (
        Way(task, one, _paths(user, task.definition_row.definition, one))
        for task, one in every
        if not one.automatic
    )
    return [way for way in ways if way.paths]


def _paths(user: Any, definition: Definition, transition: Transition) -> frozenset[str]:
    """The places where a person plays a role of the transition and has the permission it names."""
    if user.is_superuser:
        return frozenset({EVERYWHERE})
    permissions = {role.permission for role in definition.roles if role.key in transition.roles}
    places = {path for role, path in roles_given(user) if role in transition.roles}
    places |= {path for permission, path in _permissions_given(user) if permission in permissions}
    if not transition.permission:
        return frozenset(places)
    needed = {path for permission, path in _permissions_given(user) if permission == transition.permission}
    return frozenset(
        max(one, other, key=len) for one in places for other in needed if _are_nested(one, other)
    )


def _are_nested(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _permissions_given(user: Any) -> list[tuple[str, str]]:
    """The page permissions of Wagtail a person was given, each with the path of its page."""
    given = GroupPagePermission.objects.filter(group__user=user)
    rows = given.values_list("permission__codename", "page__path")
    return remembered(
        ("permissions given", user.pk), lambda: [(name.rsplit("_", 1)[0], path) for name, path in rows]
    )

"""What one request has read it need not read again: screens that list many pages ask the same few questions.

Nothing is remembered by default. A request that only shows (GET, HEAD) remembers until it ends; anything else may do
so for a while by :func:`remembering`. An action never does: it reads under its lock.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.core.signals import request_finished, request_started
from django.db.models.signals import post_delete, post_save

Answer = TypeVar("Answer")

SHOWING = ("GET", "HEAD")

_memory: ContextVar[dict[Hashable, Any] | None] = ContextVar("kpss_memory", default=None)


def remembered(key: Hashable, question: Callable[[], Answer]) -> Answer:
    """Answer a question, by heart if it was asked before."""
    memory = _memory.get()
    if memory is None:
        return question()
    if key not in memory:
        memory[key] = question()
    return memory[key]


@contextmanager
def remembering() -> Iterator[None]:
    """Remember within this block, together with whoever remembers already."""
    token = _memory.set({}) if _memory.get() is None else None
    try:
        yield
    finally:
        if token:
            _memory.reset(token)


@contextmanager
def nothing_remembered() -> Iterator[None]:
    """Ask everything anew within this block, and afterwards too."""
    token = _memory.set(None)
    try:
        yield
    finally:
        _memory.reset(token)
        forget()


def forget(**kwargs: Any) -> None:
    """Forget everything: something has changed."""
    if memory := _memory.get():
        memory.clear()


def begin(sender: Any, **kwargs: Any) -> None:
    """Remember from now on if the request only shows."""
    # Django passes what it was asked as ``environ`` (WSGI) or ``scope`` (ASGI).
    asked = kwargs.get("environ") or kwargs.get("scope") or {}
    method = asked.get("REQUEST_METHOD") or asked.get("method")
    _memory.set({} if method in SHOWING else None)


def end(**kwargs: Any) -> None:
    """The request is over."""
    _memory.set(None)


def connect() -> None:
    """Follow the requests, and forget as soon as a row changes that answers were read from."""
    from wagtail.models import Revision, TaskState, WorkflowState

    from .models import DefinitionChoice, OutcomeLabel, RoleAssignment, WorkflowDefinition
    from .models.tasks import TASK_OF_KIND, PassedState

    request_started.connect(begin, dispatch_uid="kpss-remember")
    request_finished.connect(end, dispatch_uid="kpss-remember")
    rows = (
        Revision,
        TaskState,
        PassedState,
        WorkflowState,
        DefinitionChoice,
        OutcomeLabel,
        RoleAssignment,
        WorkflowDefinition,
    )
    for sender in (*rows, *TASK_OF_KIND.values()):
        for signal in (post_save, post_delete):
            signal.connect(forget, sender=sender, dispatch_uid=f"kpss-forget-{sender.__name__}")

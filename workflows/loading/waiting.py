"""Pages that wait in a state, and where they go when the state is no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from ..base_page import BASE_PAGE_MODEL
from ..definition import Definition, State
from ..models.consultations import Consultation
from ..models.tasks import ConsultationTask, StateTask
from ..naming import named
from .errors import DefinitionError


@dataclass(frozen=True)
class Move:
    """All pages that wait in one state go to another."""

    task: StateTask
    waiting: tuple[TaskState, ...]
    target: State

    @property
    def sentence(self) -> str:
        """Who moves, from where to where."""
        return _("Pages move from “%(source)s” to “%(target)s”: %(pages)s.") % {
            "source": self.task.name,
            "target": self.target,
            "pages": named(pages_in(self.waiting)),
        }


def planned_move(
    task: StateTask,
    waiting: Iterable[TaskState],
    definition: Definition,
    moves: Mapping[str, str],
    file: str = "",
) -> Move | None:
    """Say where the pages go that wait in a state the definition lacks; ``None`` if nobody waits there.

    Raises :class:`DefinitionError` naming the pages when nobody said where, or when they cannot go there.
    """
    waiting = tuple(waiting)
    if not waiting:
        return None
    names = {"pages": named(pages_in(waiting))}
    if task.key not in moves:
        reason = _("Pages wait in this state, which would be no more: %(pages)s. Say where they move.")
        raise DefinitionError(file, f"states.{task.key}", reason % names)
    target = definition.state(moves[task.key])
    was_consulted = isinstance(task, ConsultationTask)
    if target.kind == "consultation" and not was_consulted:
        reason = _("Nobody opened a consultation on these pages, so they cannot move into one: %(pages)s.")
        raise DefinitionError(file, f"states.{task.key}", reason % names)
    if target.kind != "consultation" and was_consulted:
        _check_consultations(waiting, f"states.{task.key}", file)
    return Move(task, waiting, target)


def in_progress(task: StateTask) -> list[TaskState]:
    """Return who waits in a state."""
    found = TaskState.objects.filter(task_id=task.pk, status=TaskState.STATUS_IN_PROGRESS)
    return list(found.select_related("workflow_state").order_by("pk"))


def pages_in(waiting: Iterable[TaskState]) -> list[Any]:
    """Return the pages of runs, in the order they began to wait."""
    return pages_of(one.workflow_state.object_id for one in waiting)


def pages_of(ids: Iterable[str]) -> list[Any]:
    """Return the pages of these keys, as the engine's records keep them."""
    keys = [int(one) for one in ids]
    found = apps.get_model(BASE_PAGE_MODEL)._default_manager.in_bulk(keys)
    return [found[key] for key in keys if key in found]


def taken_over(pages: Iterable[Any]) -> Iterator[str]:
    """Say which pages leave a workflow of the host."""
    if names := named(pages):
        yield _("Pages wait in another workflow, which ends with their next step: %(pages)s.") % {
            "pages": names
        }


def _check_consultations(waiting: Iterable[TaskState], key: str, file: str) -> None:
    """Whoever was told that they may comment until a day must not lose it to a change of the file."""
    pages = pages_in(waiting)
    running = Consultation.objects.valid().filter(
        closes_at__gt=timezone.now(), snapshot__page_id__in=[page.pk for page in pages]
    )
    keys = set(running.values_list("snapshot__page_id", flat=True))
    if keys:
        reason = _("A consultation was opened and is not over on: %(pages)s. Wait, or withdraw it first.")
        names = named(page for page in pages if page.pk in keys)
        raise DefinitionError(file, key, reason % {"pages": names})

"""Let a page type follow another definition at a place in the tree, or no longer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import TaskState

from ..actions.base import Action
from ..definition import Definition
from ..models.definitions import DefinitionChoice, WorkflowDefinition
from ..models.roles import RoleAssignment
from ..models.tasks import TASK_OF_KIND, StateTask
from ..naming import named
from .below import governing_without, runs_of_others
from .errors import DefinitionError
from .locking import hold_definitions
from .moving import move_waiting
from .types import can_stand_at, check_type, foreign_runs, governable
from .waiting import Move, pages_in, planned_move, taken_over


class ChooseDefinition(Action):
    """At a place and below it, pages of a type follow the definition of a name; without one, no longer.

    Open runs go on in the state of the same key and kind; ``moves`` says where the pages of other states go. ``check``
    writes nothing and leaves in ``sentences`` what would change. Both raise :class:`DefinitionError` when the
    definition cannot govern the type, or lacks a state that pages wait in.
    """

    log_action = "kpss_workflows.choice"

    def __init__(
        self,
        place: Any,
        page_type: str,
        name: str = "",
        *,
        moves: Mapping[str, str] | None = None,
        user: Any = None,
    ) -> None:
        self.page = place
        self.page_type = page_type
        self.name = name
        self.moves = dict(moves or {})
        self.user = user
        self.sentences: list[str] = []

    def hold(self) -> None:
        """Nobody starts a run, and no run moves, meanwhile."""
        hold_definitions()

    def check(self) -> None:
        """Check that the definition fits the type, and say where every waiting page goes."""
        found = DefinitionChoice.objects.filter(place_id=self.page.pk, page_type=self.page_type)
        self.choice = found.select_related("place").first()
        self.before = WorkflowDefinition.objects.for_type(self.page_type, self.page.path)
        self.row = self._chosen() if self.name else self._without_choice()
        self._check_moves()
        self.planned = self._planned()
        self.sentences = list(self._sentences())

    def change(self) -> WorkflowDefinition | None:
        """Write the choice and move the pages."""
        if self.name:
            found = {"place_id": self.page.pk, "page_type": self.page_type}
            DefinitionChoice.objects.update_or_create(**found, defaults={"definition": self.row})
        else:
            self.choice.delete()
        for move in self.planned:
            move_waiting(move.waiting, self.row.tasks.get(key=move.target.key))
        return self.row

    def log(self) -> None:
        """Tell it in the history of the place, unless all was so already."""
        if self.sentences:
            super().log()

    def log_data(self) -> dict[str, Any]:
        """Which type, and what it follows."""
        model = governable(self.page_type)
        return {
            "page_type": self.page_type,
            "type_title": str(model._meta.verbose_name) if model else self.page_type,
            "definition": self.name,
            "chosen": self.row.definition.title if self.name else "",
        }

    # What governs

    def _chosen(self) -> WorkflowDefinition:
        row = WorkflowDefinition.objects.filter(name=self.name).first()
        if row is None:
            raise DefinitionError(self.name, "", _("No workflow of this name is loaded. Load it first."))
        check_type(row.definition, self.page_type, self.name)
        if not can_stand_at(self.page, governable(self.page_type)):
            reason = _("No page of the type “%(type)s” can stand at “%(place)s” or below it.")
            names = {"type": self.page_type, "place": self.page.get_admin_display_title()}
            raise DefinitionError(self.name, self.page_type, reason % names)
        return row

    def _without_choice(self) -> WorkflowDefinition | None:
        if self.choice is None:
            raise DefinitionError(
                "", self.page_type, _("Nothing was chosen for this page type at this place.")
            )
        return governing_without(self.choice)

    # Who moves

    def _check_moves(self) -> None:
        known = {state.key for state in self.before.definition.states} if self.before else set()
        waited_in = _states_to_wait_in(self.row.definition) if self.row else set()
        for old, new in self.moves.items():
            if old not in known:
                reason = _("There is no such state now, so no page moves from it.")
                raise DefinitionError(self.name, f"states.{old}", reason)
            if new not in waited_in:
                reason = _("No page can move here: this state is not one that pages wait in.")
                raise DefinitionError(self.name, f"states.{new}", reason)

    def _planned(self) -> list[Move]:
        """Say of every state in which pages wait where they go."""
        waiting = runs_of_others(self.page, self.page_type, self.row) if governable(self.page_type) else []
        by_state = sorted(waiting, key=lambda one: one.task_id)
        tasks = StateTask.objects.in_bulk({one.task_id for one in waiting})
        return [
            self._move(tasks[key].specific, list(found))
            for key, found in groupby(by_state, key=lambda one: one.task_id)
        ]

    def _move(self, task: StateTask, waiting: list[TaskState]) -> Move:
        if self.row is None:
            reason = _(
                "Without this choice no workflow governs these pages, which are on their way: %(pages)s."
            )
            raise DefinitionError("", self.page_type, reason % {"pages": named(pages_in(waiting))})
        kinds = {state.key: state.kind for state in self.row.definition.states}
        is_same = isinstance(task, TASK_OF_KIND.get(kinds.get(task.key, ""), ()))
        moves = {task.key: task.key} if is_same else {}
        return planned_move(task, waiting, self.row.definition, moves | self.moves, self.row.name)

    # Telling

    def _sentences(self) -> Iterator[str]:
        chosen_before = self.choice.definition if self.choice else None
        if chosen_before != (self.row if self.name else None):
            yield _("%(type)s at “%(place)s” (%(number)d) and below: %(before)s becomes %(after)s.") % {
                "type": self.page_type,
                "place": self.page.get_admin_display_title(),
                "number": self.page.pk,
                "before": _named(self.before),
                "after": _named(self.row),
            }
        yield from (move.sentence for move in self.planned)
        if self.row and not self.before:
            yield from taken_over(foreign_runs(self.page_type, self.page.path))
        if self.row and self.row != chosen_before:
            yield from _unplayed_roles(self.page, self.row.definition)


def _states_to_wait_in(definition: Definition) -> set[str]:
    return {state.key for state in definition.states if state.kind != "final"}


def _named(row: WorkflowDefinition | None) -> str:
    return f"“{row.name}”" if row else _("no workflow")


def _unplayed_roles(place: Any, definition: Definition) -> Iterator[str]:
    """A state waits for ever if nobody plays the role that leaves it."""
    given = RoleAssignment.objects.values_list("role", "page__path")
    played = {role for role, path in given if place.path.startswith(path) or path.startswith(place.path)}
    for role in definition.roles:
        if not role.permission and role.key not in played:
            yield _("Nobody plays the role “%(role)s” (%(key)s) here yet.") % {"role": role, "key": role.key}

"""What loading a definition would do: changes in sentences, and pages that move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..definition import Definition
from ..models.definitions import WorkflowDefinition
from ..models.tasks import TASK_OF_KIND, StateTask
from .changes import changes
from .errors import DefinitionError
from .types import foreign_runs
from .waiting import Move, in_progress, planned_move, taken_over


@dataclass(frozen=True)
class Loading:
    """One definition on its way into the database."""

    definition: Definition
    old: Definition | None
    moves: tuple[Move, ...] = ()

    @property
    def sentences(self) -> list[str]:
        """What changes; empty when the very same definition is loaded again."""
        before = self.old.page_types if self.old else ()
        taken = [label for label in self.definition.page_types if label not in before]
        found = [*changes(self.old, self.definition), *(move.sentence for move in self.moves)]
        return [*found, *taken_over(page for label in taken for page in foreign_runs(label))]


def loaded(name: str) -> Definition | None:
    """Return the definition that is loaded under a name."""
    row = WorkflowDefinition.objects.filter(name=name).first()
    return row and row.definition


def plan(definition: Definition, file: str, moves: Mapping[str, str]) -> Loading:
    """Say what loading does, and writes nothing yet.

    Raises :class:`DefinitionError` when it would change the kind of a state or lose pages.
    """
    found = StateTask.objects.filter(definition_row__name=definition.name_key)
    tasks = {task.key: task.specific for task in found}
    kinds = {state.key: state.kind for state in definition.states if state.kind != "final"}
    _check_kinds(tasks, kinds, file)
    dropped = {key: task for key, task in tasks.items() if key not in kinds}
    _check_moves(moves, {key for key, task in dropped.items() if task.active}, kinds, file)
    planned = (planned_move(one, in_progress(one), definition, moves, file) for one in dropped.values())
    return Loading(definition, loaded(definition.name_key), tuple(filter(None, planned)))


def _check_kinds(tasks: Mapping[str, StateTask], kinds: Mapping[str, str], file: str) -> None:
    for key, task in tasks.items():
        if key in kinds and not isinstance(task, TASK_OF_KIND[kinds[key]]):
            raise DefinitionError(file, f"states.{key}.kind", _("The kind of a loaded state cannot change."))


def _check_moves(moves: Mapping[str, str], dropped: set[str], kinds: Mapping[str, str], file: str) -> None:
    for old, new in moves.items():
        if old not in dropped:
            reason = _("There is no such state to be dropped, so no page moves from it.")
            raise DefinitionError(file, f"states.{old}", reason)
        if new not in kinds:
            reason = _("No page can move here: this state is not one that pages wait in.")
            raise DefinitionError(file, f"states.{new}", reason)

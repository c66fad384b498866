"""What governs a page type below a place in the tree, and whose runs a choice there would touch."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import CharField
from django.db.models.functions import Cast
from wagtail.models import TaskState, WorkflowState

from ..base_page import BASE_PAGE_MODEL
from ..models.definitions import DefinitionChoice, WorkflowDefinition
from .types import governable


def governing_without(choice: DefinitionChoice) -> WorkflowDefinition | None:
    """Return what would govern the type at the place of a choice if nobody had made it."""
    others = DefinitionChoice.objects.filter(page_type=choice.page_type).exclude(pk=choice.pk)
    above = [one for one in others.select_related("place") if choice.place.path.startswith(one.place.path)]
    if above:
        return max(above, key=lambda one: len(one.place.path)).definition
    rows = WorkflowDefinition.objects.all()
    return next((row for row in rows if choice.page_type in row.definition.page_types), None)


def runs_below(place: Any, model: type | None = None) -> list[tuple[Any, WorkflowState]]:
    """Return the pages at and below a place, of one type if given, that are on their way by a loaded definition."""
    pages = (model or apps.get_model(BASE_PAGE_MODEL))._default_manager.filter(path__startswith=place.path)
    numbers = pages.annotate(number=Cast("pk", CharField())).values("number")
    runs = WorkflowState.objects.active().filter(
        workflow__kpss_definition__isnull=False, object_id__in=numbers
    )
    found = {int(run.object_id): run for run in runs.select_related("current_task_state")}
    return [(page, found[page.pk]) for page in pages.filter(pk__in=found).order_by("pk")]


def runs_of_others(place: Any, page_type: str, row: WorkflowDefinition | None) -> list[TaskState]:
    """Return where the pages wait whose run follows another definition, unless a nearer choice governs them."""
    nearer = _nearer_paths(place, page_type)
    return [
        run.current_task_state
        for page, run in runs_below(place, governable(page_type))
        if not (row and run.workflow_id == row.workflow_id)
        and not any(page.path.startswith(path) for path in nearer)
    ]


def _nearer_paths(place: Any, page_type: str) -> list[str]:
    below = DefinitionChoice.objects.filter(page_type=page_type, place__path__startswith=place.path)
    return list(below.exclude(place_id=place.pk).values_list("place__path", flat=True))

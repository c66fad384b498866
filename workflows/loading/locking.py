"""One lock for whoever changes definitions and whoever starts a run by them."""

from __future__ import annotations

from wagtail.models import WorkflowState

from ..models.definitions import WorkflowDefinition


def hold_definitions() -> None:
    """Hold every definition and every run that follows one until the commit.

    A transition holds its run; so it is over when this returns, or it waits and then reads the new definition.
    """
    hold_rows()
    runs = WorkflowState.objects.active().filter(workflow__kpss_definition__isnull=False)
    list(runs.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))


def hold_rows() -> None:
    """Hold the definitions alone: for who starts a run, which nobody could hold before it is there."""
    list(WorkflowDefinition.objects.select_for_update().order_by("pk").values_list("pk", flat=True))

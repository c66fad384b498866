"""Saving on the way to a transition, so that no words are lost between the editor and its view."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from .definition import Definition, State, Transition
from .models.definitions import WorkflowDefinition
from .models.governed import GovernedMixin
from .permissions import may_edit, may_make
from .standing import standing_of

FIELD = "kpss-transition"
"""What a form of the editor sends when it is saved on the way to a transition: the key of it."""


def lead_on(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Lead whoever asked for it from the saved form to the view of a transition."""
    key = request.POST.get(FIELD)
    if (
        not key
        or "application/json" in request.headers.get("Accept", "")
        or not isinstance(page, GovernedMixin)
    ):
        return None
    root = page.bundle_root
    row = WorkflowDefinition.objects.governing(root)
    if row is None or key not in {one.key for one in row.definition.transitions}:
        return None
    return redirect("kpss_workflows_admin:transition", root.pk, key)


def begun_by_saving(page: Any, user: Any) -> list[Transition]:
    """Return what a person may do with a published page once their saving has opened a new version."""
    root = page.bundle_root
    standing = standing_of(root)
    if standing is None or standing.run or standing.state.kind != "final":
        return []
    definition = standing.definition
    start = definition.starting()
    if not (start and may_edit(user, root, definition, standing.state)):
        return []
    return _leaving(definition, definition.state(start.target), root, user)


def offered_to_new(model: type, parent: Any, user: Any) -> list[Transition]:
    """Return what a person may do with a page of this type once it is made below another."""
    row = WorkflowDefinition.objects.for_type(model._meta.label, parent.path)
    return _leaving(row.definition, row.definition.initial, parent, user) if row else []


def _leaving(definition: Definition, state: State, place: Any, user: Any) -> list[Transition]:
    leaving = [one for one in definition.leaving(state.key) if one.effect != "retract"]
    return [one for one in leaving if may_make(user, place, one, definition)]

"""The loaded definitions: a list for administrators, and each as a picture beside a table."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import TaskState

from ..definition import Definition, State
from ..models.definitions import WorkflowDefinition
from ..picture import in_words, picture_of
from ..standing import standing_of
from .base import BundleView, governed_page_or_404


def drawn(definition: Definition, now: State | None = None) -> dict[str, Any]:
    """What the templates of the picture and the table ask for."""
    key = now.key if now else ""
    return {
        "definition": definition,
        "now": now,
        "picture": picture_of(definition, key),
        "states": in_words(definition, key),
    }


class PagePictureView(BundleView):
    """The workflow of a page, with its present state marked."""

    template_name = "kpss_workflows/admin/definition.html"

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Show it to whoever may read the draft."""
        self.root = governed_page_or_404(page_id)
        self.require(self.root.permissions_for_user(request.user).can_edit())
        standing = standing_of(self.root)
        if standing is None:
            raise Http404
        context = self.get_context_data(root=self.root, **drawn(standing.definition, standing.state))
        return self.render_to_response(context)

    def get_page_title(self) -> str:
        """What this is."""
        return _("The whole workflow")

    def get_page_subtitle(self) -> str:
        """Of which page."""
        return self.root.get_admin_display_title()


@dataclass(frozen=True)
class LoadedDefinition:
    """One row of the list."""

    row: WorkflowDefinition
    types: list[str]
    places: list[str]
    counts: list[tuple[State, int]]


class DefinitionsView(WagtailAdminTemplateMixin, View):
    """What is loaded, what it governs and how many pages are on their way."""

    template_name = "kpss_workflows/admin/definitions.html"
    page_title = gettext_lazy("Loaded workflows")
    header_icon = "tasks"
    _show_breadcrumbs = True

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the list."""
        counts = Counter(
            TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).values_list("task_id", flat=True)
        )
        rows = WorkflowDefinition.objects.prefetch_related("tasks", "choices__place")
        return self.render_to_response(self.get_context_data(rows=[_loaded(row, counts) for row in rows]))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home and this list."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]


class DefinitionView(DefinitionsView):
    """One definition by itself."""

    template_name = "kpss_workflows/admin/definition.html"

    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        """Show it."""
        self.definition = get_object_or_404(WorkflowDefinition, name=name).definition
        return self.render_to_response(self.get_context_data(**drawn(self.definition)))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the list, this definition."""
        above = {"url": reverse("kpss_workflows_admin:definitions"), "label": self.get_page_title()}
        return [*self.breadcrumbs_items, above, {"url": "", "label": str(self.definition)}]


def _loaded(row: WorkflowDefinition, counts: Counter[int]) -> LoadedDefinition:
    definition = row.definition
    present = {task.key: counts[task.pk] for task in row.tasks.all()}
    return LoadedDefinition(
        row,
        [_type_name(label) for label in definition.page_types],
        [f"{choice.place} ({_type_name(choice.page_type)})" for choice in row.choices.all()],
        [(state, present[state.key]) for state in definition.states if present.get(state.key)],
    )


def _type_name(label: str) -> str:
    """Call a page type as its editors do; a type the site has lost keeps its label."""
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except LookupError:
        return label

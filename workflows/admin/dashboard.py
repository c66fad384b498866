"""What waits for a person, on the first screen of Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel

from ..waiting import left_out, sent_back, waiting_for

MOST = 10


class WaitingPanel(Component):
    """The most urgent pages, and the way to all of them."""

    name = "kpss-waiting"
    template_name = "kpss_workflows/admin/waiting_panel.html"
    order = 215

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Read what waits for the person who looks."""
        waiting = waiting_for(parent_context["request"].user)
        shown = waiting[:MOST]
        return {"waiting": shown, "returns": sent_back(shown), "count": len(waiting), "most": MOST}


class HostsTasksPanel(WorkflowObjectsToModeratePanel):
    """Wagtail's own panel about the workflows of the host.

    It asks the database several times for each page, and our states offer none of the actions it shows.
    """

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """List everything but ours."""
        with left_out():
            return super().get_context_data(parent_context)


def construct(request: HttpRequest, panels: list[Any]) -> None:
    """Put our panel beside Wagtail's. One that the host has put in the place of Wagtail's stays as it is."""
    panels[:] = [
        HostsTasksPanel() if type(panel) is WorkflowObjectsToModeratePanel else panel for panel in panels
    ]
    panels.append(WaitingPanel())

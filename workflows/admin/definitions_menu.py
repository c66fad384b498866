"""The way to the loaded definitions: an entry under Reports."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

VIEW_DEFINITIONS = "kpss_workflows.view_workflowdefinition"


class DefinitionsMenuItem(MenuItem):
    """Stands there for administrators, and for those they gave the permission."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether this person may see definitions."""
        return request.user.has_perm(VIEW_DEFINITIONS)


def report_item() -> MenuItem:
    """Lead to the list of loaded definitions."""
    url = reverse("kpss_workflows_admin:definitions")
    return DefinitionsMenuItem(_("Loaded workflows"), url, icon_name="tasks", order=1150)

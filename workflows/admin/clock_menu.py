"""Where administrators meet the clock in Wagtail's admin: a report, and a warning on the first page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import AdminOnlyMenuItem, MenuItem
from wagtail.admin.ui.components import Component

from ..jobs.health import health


class LateTick(Component):
    """Something waits for ``kpss_tick`` and it does not come."""

    name = "kpss-late-tick"
    template_name = "kpss_workflows/admin/late_tick.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """When it came last."""
        return {"health": health()}


def report_item() -> MenuItem:
    """Return the entry among Wagtail's reports."""
    address = reverse("kpss_workflows_admin:jobs")
    return AdminOnlyMenuItem(_("Clock and mail"), address, name="kpss-jobs", icon_name="time", order=1500)


def warn_of_late_tick(request: HttpRequest, panels: list[Any]) -> None:
    """Tell whoever can do something about it. On a developer's own machine nobody expects a timer."""
    if request.user.is_superuser and not settings.DEBUG and health().is_late:
        panels.append(LateTick())

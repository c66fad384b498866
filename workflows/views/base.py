"""What our views in Wagtail's admin share."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..base_page import BASE_PAGE_MODEL
from ..doors.hidden_drafts import hidden_among
from ..models.governed import GovernedMixin


def governed_page_or_404(page_id: int) -> Any:
    """Return the root of the bundle of a governed page, as its own class."""
    from django.apps import apps

    page = get_object_or_404(apps.get_model(BASE_PAGE_MODEL), pk=page_id).specific
    if not isinstance(page, GovernedMixin):
        raise Http404
    return page.bundle_root


class BundleView(WagtailAdminTemplateMixin, View):
    """A view of one bundle, with the way back to its page."""

    header_icon = "history"

    def breadcrumb(self) -> dict[str, Any]:
        """The last crumb: this view."""
        return {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the page's process, this view."""
        root = self.root
        process = {
            "url": reverse("kpss_workflows_admin:process", args=[root.pk]),
            "label": root.get_admin_display_title(),
        }
        return [*self.breadcrumbs_items, process, self.breadcrumb()]

    def require(self, allowed: bool) -> None:
        """Refuse whoever has no part in this; Wagtail turns it into a sentence. A hidden page does not exist."""
        if allowed:
            return
        if hidden_among(self.request.user, [self.root.pk]):
            raise Http404
        raise PermissionDenied(_("You have no role that may do this here."))

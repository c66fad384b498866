"""Everything that waits for a person."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..waiting import sent_back, waiting_for

PAGE_SIZE = 50


class WaitingView(WagtailAdminTemplateMixin, View):
    """The whole list, the most urgent first."""

    template_name = "kpss_workflows/admin/waiting.html"
    page_title = gettext_lazy("Waiting for me")
    header_icon = "tasks"
    _show_breadcrumbs = True

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show one screen of it."""
        listing = Paginator(waiting_for(request.user), PAGE_SIZE).get_page(request.GET.get("p"))
        returns = sent_back(list(listing.object_list))
        return self.render_to_response(self.get_context_data(listing=listing, returns=returns))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home and this list."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

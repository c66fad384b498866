"""What the views over resolutions share."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from ..actions.base import Refused
from .base import BundleView


class ResolutionPageView(BundleView):
    """A form about a resolution of ``root``, which need not be governed."""

    template_name = "kpss_workflows/admin/resolution_form.html"

    def show(self, form: Any, *, refused: Refused | None = None, status: int = 200) -> HttpResponse:
        """Render the form."""
        context = self.get_context_data(
            form=form, media=form.media, refused=refused, back_url=self.back_url()
        )
        return self.render_to_response(context, status=status)

    def back_url(self) -> str:
        """The process of a governed page; the editor of any other."""
        governed = hasattr(self.root, "bundle_root")
        return reverse(
            "kpss_workflows_admin:process" if governed else "wagtailadmin_pages:edit", args=[self.root.pk]
        )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the page, this view."""
        page = {"url": self.back_url(), "label": self.root.get_admin_display_title()}
        return [*self.breadcrumbs_items, page, self.breadcrumb()]

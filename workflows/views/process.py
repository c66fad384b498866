"""The process of one bundle: where it stands, what may be done, and what happened."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ..bundles import bundle_of, incomplete_pages
from ..models.consultations import Consultation
from ..models.resolutions import Resolution
from ..models.snapshots import Snapshot
from ..news.telling import subscribers_of
from ..offers import offers_for
from ..permissions import may_handle_personal_data, may_moderate, may_record, may_run_consultation
from ..reading.notice import reading_notice
from ..situations import Situation
from ..standing import standing_of
from ..story import history_of
from .base import BundleView, governed_page_or_404


class ProcessView(BundleView):
    """One page to come back to: state, transitions, versions, consultations, resolutions, history."""

    template_name = "kpss_workflows/admin/process.html"

    def dispatch(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Only those who may open the page in the editor."""
        self.root = governed_page_or_404(page_id)
        self.require(self.root.permissions_for_user(request.user).can_edit())
        return super().dispatch(request, page_id)

    def get_page_title(self) -> str:
        """What this is."""
        return _("Process of the page")

    def get_page_subtitle(self) -> str:
        """The page."""
        return self.root.get_admin_display_title()

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Show it."""
        standing = standing_of(self.root)
        context = self.get_context_data(
            root=self.root,
            standing=standing,
            situation=standing and Situation(self.root, request.user, standing),
            offers=offers_for(self.root, request.user),
            bundle=bundle_of(self.root),
            missing=incomplete_pages(self.root),
            versions=Snapshot.objects.of_page(self.root).select_related("consultation").order_by("-number"),
            consultations=Consultation.objects.of_page(self.root).select_related("snapshot"),
            resolutions=Resolution.objects.filter(page_id=self.root.pk).prefetch_related("corrections"),
            history=history_of(self.root, standing and standing.definition, request.GET.get("p")),
            links=self.root.get_process_links(request.user),
            reading=reading_notice(request.user, self.root, standing),
            subscribers=subscribers_of(self.root),
            may_moderate=may_moderate(request.user, self.root),
            may_record=may_record(request.user, self.root),
            may_handle_personal_data=may_handle_personal_data(request.user, self.root),
            may_run_consultation=may_run_consultation(request.user, self.root),
        )
        return self.render_to_response(context)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home and this view."""
        return [*self.breadcrumbs_items, self.breadcrumb()]

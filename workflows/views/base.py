"""What our views in Wagtail's admin share."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..base_page import BASE_PAGE_MODEL
from ..doors.hidden_drafts import hidden_among
from ..models.consultations import Consultation
from ..models.governed import GovernedMixin
from ..permissions import may_moderate


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


class ConsultationView(BundleView):
    """A view of one consultation, for whoever settles its comments."""

    def dispatch(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        """Find the consultation, and refuse whoever has no part in it."""
        known = Consultation.objects.select_related("snapshot__page")
        self.consultation = get_object_or_404(known, pk=pk)
        self.root = self.consultation.snapshot.page.specific
        self.require(self.is_allowed())
        return super().dispatch(request, pk, **kwargs)

    def is_allowed(self) -> bool:
        """Whether the person settles comments here; a view may ask for another right."""
        return may_moderate(self.request.user, self.root)

    @property
    def desk_url(self) -> str:
        """The way back to the comments."""
        return reverse("kpss_workflows_admin:desk", args=[self.consultation.pk])

    def get_page_subtitle(self) -> str:
        """Which version was consulted."""
        return str(self.consultation.snapshot)

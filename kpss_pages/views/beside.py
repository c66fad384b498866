"""Contacts, later documents, short version and announcement of a page, in one place."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from workflows.actions.base import Refused, Stale
from workflows.base_page import BASE_PAGE_MODEL
from workflows.models import Resolution
from workflows.once import once
from workflows.views.base import BundleView

from ..actions.change_beside import ChangeBeside, may_change_beside
from ..forms_beside import ContactFormSet, KeyForm, LaterDocumentFormSet, PlanCardForm, ShortVersionForm
from ..models import KpssIndexPage, PlanPage, RecordedPlanPage


class BesideView(BundleView):
    """One form over all rows beside a page; nothing of it needs a decision."""

    template_name = "kpss_pages/admin/beside.html"
    header_icon = "clipboard-list"

    def dispatch(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Only those who keep the portal."""
        from django.apps import apps

        self.root = get_object_or_404(apps.get_model(BASE_PAGE_MODEL), pk=page_id).specific
        if not isinstance(self.root, KpssIndexPage | PlanPage | RecordedPlanPage):
            raise Http404
        self.require(may_change_beside(request.user, self.root))
        return super().dispatch(request, page_id)

    def get_page_title(self) -> str:
        """What this is."""
        return _("Contacts and documents")

    def get_page_subtitle(self) -> str:
        """The page."""
        return self.root.get_admin_display_title()

    def forms(self, data: Any = None) -> dict[str, Any]:
        """Build what fits this type of page."""
        found: dict[str, Any] = {"key": KeyForm(data)}
        found["contacts"] = ContactFormSet(data, page=self.root, prefix="contacts")
        if not isinstance(self.root, KpssIndexPage):
            user = {"user": self.request.user}
            found["documents"] = LaterDocumentFormSet(
                data, page=self.root, prefix="documents", form_kwargs=user
            )
            found["short_version"] = ShortVersionForm(data, page=self.root, prefix="short", **user)
        if isinstance(self.root, PlanPage) and not self.root.live:
            found["card"] = PlanCardForm(data, page=self.root, prefix="card", user=self.request.user)
        return found

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Show what there is."""
        return self.show(self.forms())

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Save, or show every error with everything that was typed."""
        found = self.forms(request.POST)
        answers = [form.is_valid() for form in found.values()]  # every form is asked: all errors show at once
        if not all(answers):
            return self.show(found, status=422)

        def act() -> str:
            ChangeBeside(self.root, user=request.user, forms=list(found.values())).execute()
            return request.path

        content = {name: value for name, value in request.POST.items() if name != "csrfmiddlewaretoken"}
        content |= {"page": self.root.pk, "user": request.user.pk}
        try:
            done = once(found["key"].cleaned_data["key"], content, act)
            if done.differs:
                raise Stale(
                    _("This form was sent already, with other words. Nothing was done; look at the page now.")
                )
        except Refused as refused:
            if isinstance(refused, Stale):
                found["key"] = KeyForm.renewed()
            return self.show(found, refused=refused, status=refused.status)
        if not done.repeated:
            messages.success(request, _("The contacts and documents were saved."))
        return redirect(done.result)

    def show(self, found: dict[str, Any], status: int = 200, refused: Refused | None = None) -> HttpResponse:
        """Render the form with all that stands in the way."""
        media = sum((form.media for form in found.values()), forms.Media())
        return self.render_to_response(
            self.get_context_data(
                root=self.root,
                media=media,
                back_url=self.back_url(),
                resolutions=self.resolutions(),
                refused=refused,
                **found,
            ),
            status=status,
        )

    def resolutions(self) -> Any:
        """The resolutions of a plan; a portal has none."""
        if isinstance(self.root, KpssIndexPage):
            return None
        return Resolution.objects.filter(page_id=self.root.pk).prefetch_related("corrections")

    def back_url(self) -> str:
        """The editor of the page."""
        return reverse("wagtailadmin_pages:edit", args=[self.root.pk])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the page, this view."""
        page = {"url": self.back_url(), "label": self.root.get_admin_display_title()}
        return [*self.breadcrumbs_items, page, self.breadcrumb()]

"""The words in which a town settles comments: a list of places, and a form for each."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..actions.base import Refused, Stale
from ..actions.word_settlements import WordSettlements, version_of_words
from ..base_page import BasePage
from ..desk.places import places_worded_by
from ..forms.settlement_words import OutcomeLabelsForm, ReasoningFormSet, inherited_reasonings
from ..permissions import may_word_settlements
from ..settlement_words import EMPTY_PLACE


class SettlementPlacesView(WagtailAdminTemplateMixin, View):
    """The places whose words a person may change; whoever has one only is there at once."""

    template_name = "kpss_workflows/admin/settlement_places.html"
    page_title = gettext_lazy("Words of settlements")
    header_icon = "openquote"
    _show_breadcrumbs = True

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the list."""
        places = places_worded_by(request.user)
        if not places:
            raise PermissionDenied(_("You have no role that may do this here."))
        if len(places) == 1:
            return redirect("kpss_workflows_admin:settlement_words", places[0].pk)
        return self.render_to_response(self.get_context_data(places=places))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home and this list."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]


class SettlementWordsView(WagtailAdminTemplateMixin, View):
    """The outcomes and the ready reasonings of one place."""

    template_name = "kpss_workflows/admin/settlement_words.html"
    page_title = gettext_lazy("Words of settlements")
    header_icon = "openquote"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Only those who settle comments at this place."""
        self.place = get_object_or_404(BasePage, pk=page_id, depth__gt=1)
        if not may_word_settlements(request.user, self.place):
            # Whoever has no role here does not learn what stands here.
            raise PermissionDenied(_("You have no role that may do this here."))
        return super().dispatch(request, page_id)

    def get_page_subtitle(self) -> str:
        """Of which place."""
        return self.place.get_admin_display_title()

    @cached_property
    def forms(self) -> list[Any]:
        """The outcomes and the reasonings, as they were sent or as they stand."""
        data = self.request.POST if self.request.method == "POST" else None
        return [OutcomeLabelsForm(data, place=self.place), ReasoningFormSet(data, place=self.place)]

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Show what holds here."""
        return self.show()

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Keep it all, or nothing."""
        outcomes, reasonings = self.forms
        if not all([outcomes.is_valid(), reasonings.is_valid()]):
            return self.show(status=422)
        action = WordSettlements(
            self.place,
            labels=outcomes.labels,
            reasonings=reasonings.worded,
            user=request.user,
            seen=outcomes.cleaned_data["seen"],
        )
        try:
            action.execute()
        except Refused as refused:
            if isinstance(refused, Stale):
                outcomes.data = outcomes.data.copy()
                outcomes.data["outcomes-seen"] = version_of_words(self.place)
            return self.show(status=refused.status, refused=refused)
        messages.success(request, _("The words were saved."))
        return redirect("kpss_workflows_admin:settlement_words", page_id)

    def show(self, status: int = 200, refused: Any = None) -> HttpResponse:
        """Render the form."""
        outcomes, reasonings = self.forms
        context = self.get_context_data(
            place=self.place,
            outcomes=outcomes,
            reasonings=reasonings,
            inherited=inherited_reasonings(self.place),
            gap=EMPTY_PLACE,
            refused=refused,
        )
        return self.render_to_response(context, status=status)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the places, this one."""
        above = {"url": reverse("kpss_workflows_admin:settlement_places"), "label": self.get_page_title()}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.get_page_subtitle()}]

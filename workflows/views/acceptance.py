"""Record that a meeting accepted settlements."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from ..actions.accept_settlements import AcceptSettlements
from ..actions.base import Refused
from ..forms.acceptance import AcceptanceForm
from ..once import once_or_stale
from .base import ConsultationView


class AcceptanceView(ConsultationView):
    """One form over all settlements that are ready."""

    template_name = "kpss_workflows/admin/acceptance.html"

    def get_page_title(self) -> str:
        """What this is."""
        return _("Acceptance of settlements")

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what is ready, everything ticked."""
        return self.show(AcceptanceForm(consultation=self.consultation))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Record it once."""
        form = AcceptanceForm(request.POST, consultation=self.consultation)
        if not form.is_valid():
            return self.show(form, status=422)
        accepted: list[int] = []

        def act() -> str:
            action = AcceptSettlements(self.consultation, user=request.user, **form.facts)
            accepted.append(action.execute().settlements.count())
            return self.desk_url

        try:
            done = once_or_stale(form.cleaned_data["key"], [pk, request.user.pk, form.facts], act)
        except Refused as refused:
            return self.show(form, refused=refused, status=refused.status)
        for count in accepted:
            sentence = ngettext(
                "%(count)s settlement was accepted.", "%(count)s settlements were accepted.", count
            )
            messages.success(request, sentence % {"count": count})
        return redirect(done.result)

    def show(self, form: AcceptanceForm, status: int = 200, refused: Any = None) -> HttpResponse:
        """Render the form."""
        context = self.get_context_data(
            consultation=self.consultation, root=self.root, form=form, refused=refused, desk_url=self.desk_url
        )
        return self.render_to_response(context, status=status)

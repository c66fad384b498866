"""Record a later resolution about a page that is in force."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from .. import registry
from ..actions.base import Refused, Stale
from ..actions.record_later_resolution import RecordLaterResolution, outcomes_for
from ..base_page import BASE_PAGE_MODEL
from ..forms.transitions import RESOLUTION_FIELDS, ResolutionFieldsForm
from ..models.resolutions import Outcome
from ..once import once_or_stale
from ..permissions import may_record
from .resolution_page import ResolutionPageView


class RecordForm(ResolutionFieldsForm):
    """The facts of a resolution and the body that adopted it."""

    body = forms.ChoiceField(label=gettext_lazy("Body"))
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    class Meta(ResolutionFieldsForm.Meta):
        fields = ["body", *RESOLUTION_FIELDS]

    def __init__(self, *args: Any, page: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        offered = outcomes_for(page)
        self.fields["body"].choices = registry.bodies()
        self.fields["outcome"].choices = [one for one in Outcome.choices if one[0] in offered]

    def renewed(self) -> RecordForm:
        """The same words under another key, so that whoever has looked again may press again."""
        data = self.data.copy()
        data["key"] = str(uuid.uuid4())
        return RecordForm(data, page=self.page, user=self.user)

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class RecordView(ResolutionPageView):
    """A form over one page."""

    def dispatch(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Only those who record resolutions of this page."""
        self.root = get_object_or_404(apps.get_model(BASE_PAGE_MODEL), pk=page_id).specific
        self.require(may_record(request.user, self.root))
        return super().dispatch(request, page_id)

    def get_page_title(self) -> str:
        """What this is."""
        return _("Record a resolution")

    def get_page_subtitle(self) -> str:
        """About what."""
        return self.root.get_admin_display_title()

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Show the empty form."""
        return self.show(RecordForm(page=self.root, user=request.user))

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Record once, or show why not with everything that was typed."""
        form = RecordForm(request.POST, page=self.root, user=request.user)
        if not form.is_valid():
            return self.show(form, status=422)

        def act() -> str:
            RecordLaterResolution(self.root, user=request.user, values=form.values).execute()
            return self.back_url()

        try:
            done = once_or_stale(form.cleaned_data["key"], [self.root.pk, request.user.pk, form.values], act)
        except Refused as refused:
            form = form.renewed() if isinstance(refused, Stale) else form
            return self.show(form, refused=refused, status=refused.status)
        if not done.repeated:
            messages.success(request, _("The resolution was saved."))
        return redirect(done.result)

"""Complete or correct a recorded resolution."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from ..actions.base import Refused
from ..actions.correct_resolution import CORRECTABLE, CorrectResolution
from ..forms.transitions import ResolutionFieldsForm
from ..models.resolutions import Resolution
from ..permissions import may_record
from .resolution_page import ResolutionPageView


class CorrectionForm(ResolutionFieldsForm):
    """The facts that may come later or be mended, and why."""

    reason = forms.CharField(
        label=gettext_lazy("Reason of the correction"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Needed when something written earlier changes. The public sees what stood there."
        ),
    )

    class Meta(ResolutionFieldsForm.Meta):
        fields = list(CORRECTABLE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What was on the screen decides what this person changed; what somebody else wrote meanwhile stays.
        for name in CORRECTABLE:
            self.fields[name].show_hidden_initial = True

    @property
    def hidden_initials(self) -> list[Any]:
        """What was on the screen, as hidden fields; Wagtail's rendering of a field leaves it out."""
        return [self[name].as_hidden(only_initial=True) for name in CORRECTABLE]

    @property
    def touched(self) -> dict[str, Any]:
        """The facts this person changed."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name in CORRECTABLE}


class CorrectionView(ResolutionPageView):
    """A form over one resolution."""

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Only those who record resolutions of this page."""
        self.resolution = get_object_or_404(Resolution.objects.select_related("page"), pk=pk)
        self.root = self.resolution.page.specific
        self.require(may_record(request.user, self.root))
        return super().dispatch(request, pk)

    def get_page_title(self) -> str:
        """What this is."""
        return _("Complete or correct the resolution")

    def get_page_subtitle(self) -> str:
        """Which one."""
        return str(self.resolution)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what is recorded."""
        return self.show(CorrectionForm(instance=self.resolution, user=request.user))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Save, or show why not with everything that was typed."""
        stored = Resolution.objects.get(pk=pk)
        form = CorrectionForm(request.POST, instance=stored, user=request.user)
        if not form.is_valid():
            return self.show(form, status=422)
        action = CorrectResolution(
            self.resolution, user=request.user, values=form.touched, reason=form.cleaned_data["reason"]
        )
        try:
            action.execute()
        except Refused as refused:
            return self.show(form, refused=refused, status=refused.status)
        messages.success(request, _("The resolution was saved."))
        return redirect(self.back_url())

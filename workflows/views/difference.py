"""Two wordings of a whole bundle side by side."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ..difference import difference
from ..wordings import DRAFT, PUBLISHED, VERSION, documents_of, wordings_of
from .base import BundleView, governed_page_or_404


class ChoiceForm(forms.Form):
    """Which wording was before, and which came after."""

    before = forms.ChoiceField()
    after = forms.ChoiceField()

    def __init__(self, *args: Any, wordings: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("before", _("Earlier wording")), ("after", _("Later wording"))):
            self.fields[name].choices = [(one.key, one.label) for one in wordings]
            self.fields[name].label = label


class DifferenceView(BundleView):
    """What changed between any two wordings, part by part, for whoever may read the draft."""

    template_name = "kpss_workflows/admin/difference.html"

    def dispatch(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Only those who may read the draft."""
        self.root = governed_page_or_404(page_id)
        self.require(self.root.permissions_for_user(request.user).can_edit())
        return super().dispatch(request, page_id)

    def get_page_title(self) -> str:
        """What this is."""
        return _("What changed")

    def get_page_subtitle(self) -> str:
        """In which page."""
        return self.root.get_admin_display_title()

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Compare what was asked for, or the draft with what came before it."""
        wordings = wordings_of(self.root)
        chosen = self.usual(wordings) | {name: key for name, key in request.GET.items() if key}
        form = ChoiceForm(chosen, wordings=wordings)
        changes = self.changes(form.cleaned_data) if len(wordings) > 1 and form.is_valid() else None
        context = self.get_context_data(root=self.root, form=form, changes=changes, wordings=wordings)
        return self.render_to_response(context)

    def changes(self, chosen: dict[str, str]) -> list[Any]:
        """Compare two wordings of the bundle."""
        before, after = (documents_of(self.root, chosen[name]) for name in ("before", "after"))
        return difference(before, after, beside=True)

    def usual(self, wordings: list[Any]) -> dict[str, str]:
        """What people mostly ask: how the newest wording differs from the newest that was put before somebody."""
        keys = [one.key for one in wordings]
        frozen = [key for key in keys if key == PUBLISHED or key.startswith(VERSION)]
        after = DRAFT if DRAFT in keys else next(iter(frozen), "")
        before = next((key for key in frozen if key != after), after)
        return {"before": before, "after": after}

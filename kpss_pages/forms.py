"""The short form of a plan that was decided before the plugin came."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from workflows import registry
from workflows.models import Outcome, Resolution

from .portal_forms import PortalPageForm

PREFIX = "resolution_"
RESOLUTION_FIELDS = ("body", "outcome", "number", "date", "date_text")


def _bodies() -> list[tuple[str, str]]:
    return [("", "---------"), *registry.bodies()]


def _outcomes() -> list[tuple[str, str]]:
    return [("", "---------"), *Outcome.choices]


class RecordedPlanForm(PortalPageForm):
    """A recorded plan and, when it is created, the one resolution about it as far as it is known.

    Later the resolution stands beside the page and is corrected there, so an existing page's form does not ask.
    """

    resolution_body = forms.ChoiceField(label=_("Body"), choices=_bodies, required=False)
    resolution_outcome = forms.ChoiceField(label=_("Outcome"), choices=_outcomes, required=False)
    resolution_number = forms.CharField(
        label=_("Number"),
        max_length=60,
        required=False,
        help_text=_("As the body writes it, for example 50/2009."),
    )
    resolution_date = forms.DateField(label=_("Date"), widget=AdminDateInput, required=False)
    resolution_date_text = forms.CharField(
        label=_("Date in words"),
        max_length=120,
        required=False,
        help_text=_("If no full date is known: “December 2016”."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for the resolution once."""
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in RESOLUTION_FIELDS:
                self.fields.pop(PREFIX + name, None)

    def clean(self) -> dict[str, Any]:
        """Refuse a resolution without a body or an outcome, and say at which field."""
        cleaned = super().clean()
        values = self.resolution_values(cleaned)
        if values:
            try:
                Resolution(**values).full_clean(exclude=["page", "snapshot", "recorded_by"])
            except ValidationError as error:
                for name, errors in error.error_dict.items():
                    self.add_error(PREFIX + name, errors)
            if not self.parent_page.permissions_for_user(self.for_user).can_publish():
                self.add_error(
                    PREFIX + "body", _("Only those who publish pages of the portal record resolutions.")
                )
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Hand the resolution to the page, which records it as soon as it stands in the tree."""
        self.instance.resolution_to_record = (self.resolution_values(self.cleaned_data), self.for_user)
        return super().save(commit=commit)

    def resolution_values(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """Return what was filled in about the resolution; nothing if nothing was."""
        values = {name: cleaned.get(PREFIX + name) for name in RESOLUTION_FIELDS}
        return (
            {name: value or "" if name != "date" else value for name, value in values.items()}
            if any(values.values())
            else {}
        )

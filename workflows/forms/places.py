"""Rows of places: where a draft is read on paper, explained and spoken about."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models.consultation_places import ConsultationPlace, PlaceKind
from .fields import TownDateTimeField

MOST_PLACES = 40
EMPTY_ROWS = 3


class PlaceForm(forms.Form):
    """One place; a row without a place is no place."""

    kind = forms.ChoiceField(label=_("kind of place"), choices=PlaceKind.choices, required=False)
    place = forms.CharField(
        label=_("place"), max_length=255, required=False, help_text=_("Building, street, room.")
    )
    hours = forms.CharField(
        label=_("hours"), max_length=255, required=False, help_text=_("For example Mo and We 8–17.")
    )
    starts_at = TownDateTimeField(
        label=_("begins at"), required=False, help_text=_("The beginning of a public hearing.")
    )

    def clean(self) -> dict[str, Any]:
        """A hearing begins some time; hours without a place are a slip."""
        data = super().clean()
        if not data.get("place") and (data.get("hours") or data.get("starts_at")):
            self.add_error("place", _("Write the place."))
        is_hearing = data.get("place") and data.get("kind") == PlaceKind.HEARING
        if is_hearing and "starts_at" in data and not data["starts_at"]:
            self.add_error("starts_at", _("Say when the public hearing begins."))
        return data


class BasePlaceFormSet(forms.BaseFormSet):
    """All places of one consultation."""

    def rows(self) -> list[ConsultationPlace]:
        """The places that were written down, unsaved; an emptied row is gone."""
        return [
            ConsultationPlace(
                kind=data["kind"] or PlaceKind.VIEWING,
                place=data["place"],
                hours=data["hours"],
                starts_at=data["starts_at"],
            )
            for data in (form.cleaned_data for form in self.forms)
            if data.get("place")
        ]


PlaceFormSet = forms.formset_factory(
    PlaceForm,
    formset=BasePlaceFormSet,
    extra=EMPTY_ROWS,
    max_num=MOST_PLACES,
    absolute_max=MOST_PLACES,
)


def as_initial(places: Any) -> list[dict[str, Any]]:
    """What a form over present places shows."""
    names = ("kind", "place", "hours", "starts_at")
    return [{name: getattr(place, name) for name in names} for place in places]

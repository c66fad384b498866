"""What every form of the public has against programs."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ..intake.robots import stamp, was_filled_in_by_hand


class FilledInByHand(forms.Form):
    """A form with the moment it was drawn and a field that nobody sees."""

    drawn = forms.CharField(widget=forms.HiddenInput, required=False, initial=stamp, max_length=200)
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def clean_website(self) -> str:
        """Only programs find this field."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(
                _("This field is a trap for programs; empty it and send the form again.")
            )
        return ""

    def clean_drawn(self) -> str:
        """Nobody writes this quickly; whoever is a person presses once more."""
        if not was_filled_in_by_hand(self.cleaned_data["drawn"]):
            raise forms.ValidationError(
                _("The form came back very quickly. If you are a person, send it once more.")
            )
        return self.cleaned_data["drawn"]

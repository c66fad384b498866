"""What every form of the public has against programs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..intake.robots import stamp, was_filled_in_by_hand

TOO_QUICKLY = "too_quickly"


class FilledInByHand(forms.Form):
    """A form with the moment it was drawn and a field that nobody sees."""

    drawn = forms.CharField(widget=forms.HiddenInput, required=False, initial=stamp, max_length=200)
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def clean_website(self) -> str:
        """Only programs find this field; a person whose browser filled it in is shown it, and may empty it."""
        if self.cleaned_data["website"]:
            self.fields["website"].widget.attrs.pop("tabindex")
            raise forms.ValidationError(
                _("This field is a trap for programs; empty it and send the form again.")
            )
        return ""

    def clean(self) -> dict[str, Any]:
        """Nobody writes this quickly; whoever is a person presses once more."""
        data = super().clean()
        if not was_filled_in_by_hand(data.get("drawn", "")):
            sentence = _("The form came back very quickly. If you are a person, send it once more.")
            self.add_error(None, forms.ValidationError(sentence, code=TOO_QUICKLY))
        return data

    def sentences(self, *, alone: bool = True) -> list[str]:
        """What is wrong with the form as a whole; its haste only if nothing else is wrong, here or beside it."""
        errors = self.non_field_errors().as_data()
        alone = alone and len(self.errors) == 1 and len(errors) == 1
        return [str(one) for error in errors if alone or error.code != TOO_QUICKLY for one in error.messages]

"""Looking for one person's data, and erasing them."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..people.sought import Sought


class SoughtForm(forms.Form):
    """Whose data. Sent in the body of a request, so that no address of a page ever holds it."""

    email = forms.EmailField(label=_("E-mail"), required=False, widget=forms.EmailInput)
    name = forms.CharField(
        label=pgettext_lazy("of a person", "Name"),
        required=False,
        max_length=200,
        help_text=_("As the person gave it. Others may bear the same name; look at what is found."),
    )

    def clean(self) -> dict[str, Any]:
        """One of the two is needed."""
        data = super().clean()
        if not self.errors and not data.get("email") and not data.get("name", "").strip():
            raise forms.ValidationError(_("Write an e-mail address or a name."))
        return data

    def sought(self, user: Any) -> Sought:
        """The person, where this user may look."""
        return Sought.by(self.cleaned_data["email"], self.cleaned_data["name"], user)


class ErasureForm(forms.Form):
    """Why, and that the answer will be lost."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.TextInput,
        help_text=_("It is logged, so it must not name the person. For example: request of 2 October 2017."),
    )
    unanswered_too = forms.BooleanField(
        label=_("I know that comments which are not answered yet can no longer be answered by mail"),
        required=False,
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, is_waiting: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_waiting:
            del self.fields["unanswered_too"]

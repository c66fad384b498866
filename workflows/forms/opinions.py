"""The form of a reader of an internal draft: one of two answers, and words."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..actions.give_opinion import LONGEST_TEXT
from ..models.opinions import OpinionKind
from .typed_text import TypedText


class OpinionForm(forms.Form):
    """The hidden fields are the one-time key and, for whoever signed in, the fingerprint of what was read."""

    kind = forms.ChoiceField(
        label=_("Your opinion"),
        choices=OpinionKind.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Choose whether you agree or have remarks.")
        ),
    )
    text = TypedText(
        label=_("Your remarks"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "Say which part you mean and what should stand there instead. If you agree, leave it empty."
        ),
        error_messages={
            "max_length": _("Your remarks are too long; at most %(limit_value)s characters fit.")
        },
    )
    key = forms.UUIDField(
        label=_("Form"),
        widget=forms.HiddenInput,
        initial=uuid.uuid4,
        error_messages=dict.fromkeys(
            ("required", "invalid"), _("The form was damaged on its way; send it again.")
        ),
    )
    fingerprint = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def clean(self) -> dict[str, Any]:
        """Remarks have words."""
        data = super().clean()
        if data.get("kind") == OpinionKind.REMARKS and not data.get("text") and "text" not in self.errors:
            self.add_error("text", _("Write your remarks."))
        return data

    def renew(self, **hidden: str) -> None:
        """Put the same words, with the errors they have, under a new one-time key."""
        self.data = self.data.copy()
        self.data.update({"key": str(uuid.uuid4())} | hidden)

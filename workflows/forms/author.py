"""Forms on the private page of a submission."""

from __future__ import annotations

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from ..actions.submit_comments import LONGEST_TEXT
from .comments import DAMAGED
from .typed_text import LongText


class DeedForm(forms.Form):
    """A button with its one-time key."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, error_messages=DAMAGED)


class CorrectionForm(DeedForm):
    """Another wording of a comment."""

    text = LongText(label=_("Your comment"), longest=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 8}))
    proposed = LongText(
        label=_("How it should read"),
        required=False,
        longest=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The wording you propose."),
    )

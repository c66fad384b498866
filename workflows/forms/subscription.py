"""The form by which anybody asks for news: an address and nothing else."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .robots import FilledInByHand


class SubscriptionForm(FilledInByHand):
    """Where the news should go. It may stand on a page beside other forms."""

    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Write your e-mail address.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="news_%s", **kwargs)
        # On a long page the browser would otherwise stop at it whoever presses Enter elsewhere.
        self.use_required_attribute = False

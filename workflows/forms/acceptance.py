"""The form by which a meeting's acceptance of settlements is recorded."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from ..models.comments import Comment
from ..models.consultations import Consultation
from .desk import ready_to_be_accepted


class AcceptanceForm(forms.Form):
    """Who accepted, when, where it is written, and which; all that are ready unless some are ticked off."""

    held_on = forms.DateField(
        label=_("Day of the meeting"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    body = forms.CharField(label=_("Who accepted"), max_length=255)
    minutes = forms.CharField(
        label=_("Minutes"), required=False, max_length=500, help_text=_("Their number or address.")
    )
    chosen = forms.MultipleChoiceField(
        label=_("Settlements"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("All that are ready are ticked; untick what the meeting did not accept."),
        error_messages={
            "required": _("Tick what was accepted."),
            "invalid_choice": _("Meanwhile some settlements changed; look at the list again."),
        },
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = list(ready_to_be_accepted(consultation))
        self.fields["chosen"].choices = [(str(one.pk), _label(one)) for one in self.rows]
        self.fields["chosen"].initial = [str(one.pk) for one in self.rows]

    @property
    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        names = ("held_on", "body", "minutes")
        chosen = [int(one) for one in self.cleaned_data["chosen"]]
        return {name: self.cleaned_data[name] for name in names} | {"chosen": chosen}


def _label(comment: Comment) -> str:
    settlement = comment.settlement
    reasoning = Truncator(settlement.reasoning).chars(160)
    return f"{comment.reference}: {settlement.get_outcome_display()}. {reasoning}"

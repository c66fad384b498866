"""The form by which a draft is sent to people to read."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..actions.invite_to_read import LONGEST_MESSAGE
from ..reading.readers import MOST_READERS, Reader, each_once, readers_from
from ..reading.versions import end_of, last_possible_day, usual_last_day
from ..standing import Standing
from ..town_time import town_today
from .typed_text import TypedText

LONGEST_LIST = 50_000


class InvitationForm(forms.Form):
    """Suggested people to be ticked, others to be written down, the last day and a few words."""

    suggested = forms.MultipleChoiceField(
        label=_("Suggested people"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("Somebody you ticked is suggested no more; look at the list again.")
        },
    )
    people = TypedText(
        label=_("Other people"),
        required=False,
        max_length=LONGEST_LIST,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text=_("One on a line: Jana Nováková <jana@example.cz>, or the address alone."),
    )
    last_day = forms.DateField(
        label=_("Last day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The links work until the end of this day."),
    )
    message = TypedText(
        label=_("A few words"),
        required=False,
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("They stand in the mail, above the link."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, suggestions: list[Reader], standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suggestions = {reader.key: reader for reader in suggestions}
        self.fields["suggested"].choices = [(key, _label(one)) for key, one in self.suggestions.items()]
        if not suggestions:
            del self.fields["suggested"]
            self.fields["people"].label = _("People")
        self.fields["last_day"].initial = usual_last_day(standing)
        self.fields["last_day"].widget.attrs |= {
            "min": town_today().isoformat(),
            "max": last_possible_day().isoformat(),
        }

    def clean_people(self) -> list[Reader]:
        """Read them, or say which line cannot be read."""
        return readers_from(self.cleaned_data["people"])

    def clean_last_day(self) -> date:
        """A day that is not over, within a year."""
        day = self.cleaned_data["last_day"]
        if day < town_today():
            raise forms.ValidationError(_("This day is over; nobody could open the link."))
        if day > last_possible_day():
            raise forms.ValidationError(_("A link is valid for a year at most."))
        return day

    def clean(self) -> dict[str, Any]:
        """Somebody, and not too many."""
        data = super().clean()
        if self.errors:
            return data
        if not self.readers():
            self.add_error("people", _("Say who is to read the draft."))
        elif len(self.readers()) > MOST_READERS:
            sentence = _("At most %(count)s people can be invited at once.")
            self.add_error("people", sentence % {"count": MOST_READERS})
        return data

    def readers(self) -> list[Reader]:
        """Everybody once; who was ticked comes before the same person written down."""
        ticked = [self.suggestions[key] for key in self.cleaned_data.get("suggested", ())]
        return each_once([*ticked, *self.cleaned_data["people"]])

    def renew(self) -> None:
        """Put the same words, with the errors they have, under a new one-time key."""
        self.data = self.data.copy()
        self.data["key"] = str(uuid.uuid4())

    def action_kwargs(self) -> dict[str, Any]:
        """What the action takes besides page and person."""
        return {
            "readers": self.readers(),
            "expires_at": end_of(self.cleaned_data["last_day"]),
            "message": self.cleaned_data["message"],
        }


class DeedForm(forms.Form):
    """A button beside a link."""

    deed = forms.ChoiceField(choices=[("revoke", ""), ("renew", "")])
    key = forms.UUIDField()


def _label(reader: Reader) -> str:
    who = f"{reader.name} <{reader.email}>" if reader.name else reader.email
    return f"{who}, {reader.group}" if reader.group else who

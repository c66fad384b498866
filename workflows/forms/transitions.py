"""Forms of transitions: what was seen, why, and what the effect asks for."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.documents import get_document_model
from wagtail.documents.widgets import AdminDocumentChooser

from ..actions.transition import Seen
from ..definition import Transition
from ..models.resolutions import Outcome, Resolution, missing_year
from .personal import PersonalForm, PublicDocumentForm


class TransitionForm(PersonalForm, forms.Form):
    """The words that go into the history, and hidden: the one-time key and what was seen."""

    comment = forms.CharField(
        label=pgettext_lazy("for the history", "Comment"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Stays in the history of the page."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    task_state = forms.IntegerField(widget=forms.HiddenInput, required=False)
    fingerprint = forms.CharField(widget=forms.HiddenInput, max_length=64)

    more_template = ""
    """A template with what the form shows besides its fields."""

    def __init__(self, *args: Any, transition: Transition, page: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.transition = transition
        self.page = page
        self.order_fields([name for name in self.fields if name != "comment"] + ["comment"])
        if transition.comment_required:
            self.fields["comment"].required = True
            self.fields["comment"].error_messages["required"] = _(
                "Write why, so that the others know what to do."
            )

    @property
    def seen(self) -> Seen:
        """What the person had before their eyes."""
        return Seen(self.cleaned_data["task_state"], self.cleaned_data["fingerprint"])

    def action_kwargs(self) -> dict[str, Any]:
        """What the action takes besides page, transition and person."""
        return {"comment": self.cleaned_data["comment"], "seen": self.seen}


class WithdrawForm(TransitionForm):
    """The reason is public, unless nothing was public yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["comment"].label = _("Reason")
        self.fields["comment"].help_text = _(
            "If the draft has been open to the public, everybody who opens its address will read this."
        )


RESOLUTION_FIELDS = [
    "outcome",
    "date",
    "date_text",
    "number",
    "session",
    "agenda_item",
    "wording",
    "per_rollam",
    "votes_for",
    "votes_against",
    "votes_abstained",
    "valid_until_year",
    "municipality",
    "document",
    "note",
]


MOST_VOTES = 32_767


class ResolutionFieldsForm(PublicDocumentForm, forms.ModelForm):
    """The facts of a resolution, as far as they are known."""

    class Meta:
        model = Resolution
        fields = RESOLUTION_FIELDS
        widgets = {
            "date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "wording": forms.Textarea(attrs={"rows": 4}),
            "note": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Databases disagree about how many fit.
        for name in ("votes_for", "votes_against", "votes_abstained"):
            self.fields[name].validators.append(MaxValueValidator(MOST_VOTES))
        self.fields["document"].widget = AdminDocumentChooser()
        self.fields["document"].queryset = get_document_model().objects.all()
        self.fields["number"].help_text = _("As the body writes it, for example 50/2009. It may come later.")
        self.fields["document"].help_text = _("Minutes or the resolution itself. It may come later.")

    def clean(self) -> dict[str, Any]:
        """An extension says until when."""
        data = super().clean()
        if sentence := missing_year(data.get("outcome", ""), data.get("valid_until_year")):
            self.add_error("valid_until_year", sentence)
        return data


class DecisionForm(TransitionForm, ResolutionFieldsForm):
    """The resolution of the body that decides in this state."""

    class Meta(ResolutionFieldsForm.Meta):
        pass

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = dict(Outcome.choices)
        choices = [(key, labels[key]) for key in self.transition.outcomes]
        self.fields["outcome"].widget = forms.RadioSelect()
        self.fields["outcome"].choices = choices

    def action_kwargs(self) -> dict[str, Any]:
        """The facts of the resolution, too."""
        return super().action_kwargs() | {
            "values": {name: self.cleaned_data[name] for name in RESOLUTION_FIELDS}
        }

"""The form by which a letter is entered that did not come by the web."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .. import registry
from ..models.submissions import Channel
from .comments import MOST_COMMENTS, BaseRemarkFormSet, ManyFilesField, RemarkForm
from .fields import TownDateTimeField

IDENTITY = ("role", "name", "organisation", "email", "publish_name")


class EnteredRemarkForm(RemarkForm):
    """One comment that an official writes down for somebody else."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["part"].label = _("What the comment is on")
        self.fields["text"].label = _("Text of the comment")
        self.fields["quote"].help_text = _("If one sentence is meant, copy it here.")
        self.fields["proposed"].help_text = _("The wording the author proposes.")


EnteredRemarkFormSet = forms.formset_factory(
    EnteredRemarkForm,
    formset=BaseRemarkFormSet,
    extra=1,
    max_num=MOST_COMMENTS,
    absolute_max=MOST_COMMENTS,
)


class EntryForm(forms.Form):
    """How, when and from whom a letter came. Its comments stand in a set of forms of their own."""

    channel = forms.ChoiceField(
        label=_("How it came"), choices=[one for one in Channel.choices if one[0] != Channel.WEB]
    )
    received_at = TownDateTimeField(label=_("Received"), help_text=_("When it reached the town hall."))
    sent_on = forms.DateField(
        label=_("Sent"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The day of sending; of a letter the postmark."),
    )
    reference_number = forms.CharField(
        label=_("Reference number"),
        required=False,
        max_length=100,
        help_text=_("As the town's file register has it."),
    )
    role = forms.ChoiceField(label=_("Who writes"), required=False)
    name = forms.CharField(label=pgettext_lazy("of a person", "Name"), required=False, max_length=200)
    organisation = forms.CharField(label=_("Organisation"), required=False, max_length=200)
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
    publish_name = forms.BooleanField(
        label=_("The person agrees that name and organisation are published"), required=False
    )
    files = ManyFilesField(
        label=_("Scan"),
        required=False,
        help_text=_("PDF, ODT, DOCX, JPG or PNG, at most 10 MB each. They are never published."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", _("not known")), *registry.commenter_roles()]

    @property
    def facts(self) -> dict[str, Any]:
        """What the action takes besides the comments and the person who enters."""
        data = self.cleaned_data
        names = ("channel", "received_at", "sent_on", "reference_number", "files")
        return {name: data[name] for name in names} | {"identity": {name: data[name] for name in IDENTITY}}

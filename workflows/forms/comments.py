"""The form a citizen comments with. Only the text is required."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .. import registry
from ..actions.submit_comments import LONGEST_TEXT, MOST_COMMENTS, Remark
from ..document import heading_of, walk
from ..models.snapshots import Snapshot

NOWHERE = [("", _("the whole document"))]


class TypedText(forms.CharField):
    """Text as it was typed: a line ends in one character, as the browser counts it, and no character is unseen."""

    def to_python(self, value: Any) -> str:
        """Undo what sending a form does to the ends of lines; leave out what a database refuses and nobody sees."""
        return super().to_python(value).replace("\r\n", "\n").replace("\x00", "")


class RemarkForm(forms.Form):
    """One comment on one place."""

    part = forms.ChoiceField(label=_("What do you comment on?"), required=False)
    text = TypedText(
        label=_("Your comment"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"max_length": _("This comment is too long; at most %(limit_value)s characters fit.")},
    )

    def __init__(self, *args: Any, places: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["part"].choices = places


class BaseRemarkFormSet(forms.BaseFormSet):
    """All comments of one submission; those left empty do not count."""

    def clean(self) -> None:
        """At least one comment has words."""
        if not any(self.errors) and not self.remarks():
            self.forms[0].add_error("text", _("Write your comment."))

    def remarks(self) -> list[Remark]:
        """The comments that were written."""
        cleaned = (form.cleaned_data for form in self.forms if form.is_valid())
        return [
            Remark(data["text"], data.get("part", "")) for data in cleaned if data.get("text", "").strip()
        ]


RemarkFormSet = forms.formset_factory(
    RemarkForm, formset=BaseRemarkFormSet, extra=1, max_num=MOST_COMMENTS, absolute_max=MOST_COMMENTS
)


class IdentityForm(forms.Form):
    """Who writes; all of it voluntary and never published."""

    email = forms.EmailField(
        label=_("Your e-mail"),
        required=False,
        max_length=254,
        help_text=_("Only if you want us to answer you. It is never published."),
    )
    role = forms.ChoiceField(label=_("I write as"), required=False)
    name = forms.CharField(label=pgettext_lazy("of a person", "Name"), required=False, max_length=200)
    organisation = forms.CharField(label=_("Organisation"), required=False, max_length=200)
    key = forms.UUIDField(
        label=_("Form"),
        widget=forms.HiddenInput,
        initial=uuid.uuid4,
        error_messages=dict.fromkeys(
            ("required", "invalid"), _("The form was damaged on its way; send it again.")
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", _("I would rather not say")), *registry.commenter_roles()]
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["organisation"].widget.attrs["autocomplete"] = "organization"


def places_of(snapshot: Snapshot) -> list[Any]:
    """Return the parts one may comment on, as choices in groups, one for each page of the bundle."""
    groups = [
        (document["title"], [(part["id"], heading_of(part)) for part in walk(document["parts"])])
        for document in snapshot.documents
    ]
    return [*NOWHERE, *(group for group in groups if group[1])]

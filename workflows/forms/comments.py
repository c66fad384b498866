"""The form a citizen comments with. Only the text is required."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .. import registry
from ..actions.submit_comments import LONGEST_QUOTE, LONGEST_TEXT, MOST_COMMENTS, Remark
from ..document import heading_of, walk
from ..intake.files import MOST_FILES, NotTaken, checked
from ..intake.work import is_done
from ..models.snapshots import Snapshot
from .robots import FilledInByHand
from .typed_text import LongText

PERSON = ("email", "role", "name", "organisation", "publish_name")

NOWHERE = [("", _("the whole document"))]

DAMAGED = dict.fromkeys(("required", "invalid"), _("The form was damaged on its way; send it again."))


CHOOSE_AGAIN = _("Choose the files again; a browser does not keep them.")


class RemarkForm(forms.Form):
    """One comment on one place."""

    part = forms.ChoiceField(label=_("What do you comment on?"), required=False)
    quote = LongText(
        label=_("Sentence of the draft"),
        required=False,
        longest=LONGEST_QUOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("If you mean one sentence, copy it here."),
    )
    text = LongText(
        label=_("Your comment"),
        required=False,
        longest=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    proposed = LongText(
        label=_("How it should read"),
        required=False,
        longest=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The wording you propose."),
    )

    def __init__(self, *args: Any, places: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["part"].choices = places

    def clean(self) -> dict[str, Any]:
        """A proposal or a quotation without a comment is not lost without a word."""
        data = super().clean()
        if not data.get("text", "").strip() and (data.get("proposed") or data.get("quote")):
            self.add_error("text", _("Write your comment."))
        return data

    @property
    def says_more(self) -> bool:
        """Something stands in the fields that are folded away."""
        return any(self[name].value() or self[name].errors for name in ("quote", "proposed"))


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
            Remark(data["text"], data.get("part", ""), data.get("quote", ""), data.get("proposed", ""))
            for data in cleaned
            if data.get("text", "").strip()
        ]


RemarkFormSet = forms.formset_factory(
    RemarkForm, formset=BaseRemarkFormSet, extra=1, max_num=MOST_COMMENTS, absolute_max=MOST_COMMENTS
)


class IdentityForm(FilledInByHand):
    """Who writes; all of it voluntary and never published."""

    email = forms.EmailField(
        label=_("Your e-mail"),
        required=False,
        max_length=254,
        help_text=_(
            "We send you the number and a private link, and if you wish, the answer. It is never published."
        ),
    )
    role = forms.ChoiceField(label=_("I write as"), required=False)
    name = forms.CharField(label=pgettext_lazy("of a person", "Name"), required=False, max_length=200)
    organisation = forms.CharField(label=_("Organisation"), required=False, max_length=200)
    publish_name = forms.BooleanField(
        label=_("Publish my name and organisation beside my comments"),
        required=False,
        help_text=_("Otherwise everybody reads them without a name."),
    )
    key = forms.UUIDField(
        label=_("Form"),
        widget=forms.HiddenInput,
        initial=uuid.uuid4,
        error_messages=DAMAGED,
    )

    work = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)

    def clean(self) -> dict[str, Any]:
        """Where work is asked for, it was done for this very form."""
        data = self.cleaned_data
        if "key" in data and not is_done(data.get("work", ""), data["key"]):
            self.add_error(
                None,
                _(
                    "Your browser did not finish the check against programs. Wait a moment and send it again; "
                    "if your browser runs no scripts, use another way of commenting."
                ),
            )
        return super().clean()

    @property
    def person(self) -> dict[str, Any]:
        """What is stored of whoever writes."""
        return {name: self.cleaned_data[name] for name in PERSON}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", _("I would rather not say")), *registry.commenter_roles()]
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["organisation"].widget.attrs["autocomplete"] = "organization"

    @property
    def says_more(self) -> bool:
        """Something stands in the fields that are folded away."""
        return any(
            self[name].value() or self[name].errors
            for name in ("role", "name", "organisation", "publish_name")
        )


class ManyFilesInput(forms.ClearableFileInput):
    """A field of the browser that takes several files."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files, each known by its bytes."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Check each file, and say of each what is wrong with it."""
        files = [file for file in data or [] if file is not None]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(
                _("At most %(count)s files can be sent."), params={"count": MOST_FILES}
            )
        wrong = []
        for file in files:
            try:
                checked(file)
            except NotTaken as refused:
                wrong.append(str(refused))
        if wrong:
            raise forms.ValidationError(wrong)
        return files


class FilesForm(forms.Form):
    """What may be sent with a submission where the consultation allows it.

    A browser does not keep chosen files when the form comes back. The form remembers that there were some, so that
    nobody sends the words alone without knowing it.
    """

    files = ManyFilesField(
        label=_("Files"),
        required=False,
        help_text=_("PDF, ODT, DOCX, JPG or PNG, at most 10 MB each. They are never published."),
    )
    files_wanted = forms.BooleanField(required=False, widget=forms.HiddenInput)
    without_files = forms.BooleanField(label=_("Send the submission without the files"), required=False)

    def clean(self) -> dict[str, Any]:
        """Files that were chosen before are chosen again, or expressly left out."""
        data = super().clean()
        is_settled = data.get("files") or data.get("without_files") or "files" in self.errors
        if data.get("files_wanted") and not is_settled:
            self.add_error("files", CHOOSE_AGAIN)
        return data

    def come_back(self) -> None:
        """Say that what was chosen has to be chosen again, as the form is shown once more."""
        if self.is_bound and any(self.files.getlist("files")):
            self.data["files_wanted"] = "1"
            self.add_error("files", CHOOSE_AGAIN)

    @property
    def were_chosen(self) -> bool:
        """Files were chosen, now or on an earlier try."""
        return self.is_bound and bool(self.data.get("files_wanted"))


def says_more(remarks: Any, identity: IdentityForm, files: FilesForm | None) -> bool:
    """Tell whether anything that is folded away was filled in, or has to be mended."""
    more = len(remarks) > 1 or any(remark.says_more for remark in remarks) or identity.says_more
    return bool(more or (files and files.errors))


def places_of(snapshot: Snapshot) -> list[Any]:
    """Return the parts one may comment on, as choices in groups, one for each page of the bundle."""
    groups = [
        (document["title"], [(part["id"], heading_of(part)) for part in walk(document["parts"])])
        for document in snapshot.documents
    ]
    return [*NOWHERE, *(group for group in groups if group[1])]


def repaired(posted: Any) -> Any:
    """Return the posted data with a count of comments that can be used, one more if one was asked for."""
    data = posted.copy()
    total = data.get("r-TOTAL_FORMS", "")
    count = int(total[:6]) if total.isdecimal() else 1
    data["r-TOTAL_FORMS"] = str(min(max(count, 1) + ("add" in data), MOST_COMMENTS))
    data["r-INITIAL_FORMS"] = "0"
    return data

"""What is erased from a frozen version, and why."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..actions.base import Action
from ..actions.erase_file_from_version import EraseFileFromVersion
from ..actions.erase_from_version import EraseFromVersion
from ..erasure.library import files_in
from ..models.snapshots import Snapshot
from .typed_text import TypedText


class ErasureFromVersionForm(forms.Form):
    """A form over one version, with its one-time key."""

    deed = ""
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("It is logged, so it must not repeat what is erased. For example: consent withdrawn."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, data: Any = None, files: Any = None, *, version: Snapshot) -> None:
        super().__init__(data, files, prefix=self.deed)
        self.version = version

    def action(self, user: Any) -> Action:
        """The action with what was filled in."""
        raise NotImplementedError


class PhrasesForm(ErasureFromVersionForm):
    """Words of the text."""

    deed = "words"
    phrases = TypedText(
        label=_("Words to erase"),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Whole words exactly as they stand in the version, each detail on a line of its own. Other forms of a name "
            "are other words."
        ),
    )
    field_order = ["phrases", "reason", "key"]

    @property
    def lines(self) -> list[str]:
        """The phrases."""
        return self.cleaned_data["phrases"].splitlines()

    def action(self, user: Any) -> EraseFromVersion:
        """Erase words."""
        reason = self.cleaned_data["reason"]
        return EraseFromVersion(self.version, phrases=self.lines, reason=reason, user=user)


class FileForm(ErasureFromVersionForm):
    """A file that the version names."""

    deed = "file"
    file = forms.TypedChoiceField(label=_("File to erase"), coerce=int)
    replacement = forms.FileField(
        label=_("What comes in its place"),
        required=False,
        help_text=_("The same file without the data. Without one, a sentence says that the file was erased."),
    )
    field_order = ["file", "replacement", "reason", "key"]

    def __init__(self, *args: Any, version: Snapshot) -> None:
        super().__init__(*args, version=version)
        self.fields["file"].choices = sorted(files_in(version.documents).items())

    def action(self, user: Any) -> EraseFileFromVersion:
        """Erase a file."""
        data = self.cleaned_data
        return EraseFileFromVersion(
            self.version,
            file=data["file"],
            replacement=data["replacement"],
            reason=data["reason"],
            user=user,
        )

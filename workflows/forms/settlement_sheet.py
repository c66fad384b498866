"""The forms of the settlement sheet: the upload, and the confirmation of what it would change."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..intake.files import LARGEST


class SheetUploadForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=gettext_lazy("The XLSX file that you downloaded here, with what you wrote into it."),
    )

    def clean_file(self) -> Any:
        """What is too large is not even read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is too large."))
        return file


class TakenField(forms.MultipleChoiceField):
    """Numbers of comments. Which of them are conflicts now, only the action knows, under its lock."""

    def valid_value(self, value: str) -> bool:
        """Any number may be ticked; one that is no conflict changes nothing."""
        return len(value) < 40


class SheetConfirmForm(forms.Form):
    """The kept file, the plan as it was shown, and the conflicts in which the sheet shall prevail."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    token = forms.CharField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput)
    taken = TakenField(required=False)

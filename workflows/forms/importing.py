"""The form by which a file of letters is brought."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..importing.entries import Reading
from ..importing.fates import Usual
from ..importing.problems import Unreadable
from ..importing.reading import endings, is_word, read
from ..intake.files import LARGEST
from ..models.submissions import Channel
from .fields import TownDateTimeField


class ImportForm(forms.Form):
    """A file, and what counts where it does not say itself. A file that cannot be read is refused here."""

    file = forms.FileField(label=_("File"))
    channel = forms.ChoiceField(
        label=_("How it came"),
        required=False,
        choices=[("", _("as the file says")), *(one for one in Channel.choices if one[0] != Channel.WEB)],
        help_text=_("For rows that do not say so themselves, and for a Word file."),
    )
    received_at = TownDateTimeField(
        label=_("Received"),
        required=False,
        help_text=_(
            "For rows that do not say so themselves. A letter in a Word file came when its author last wrote in it, "
            "unless you fill this in."
        ),
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = language
        self.fields["file"].widget.attrs["accept"] = ",".join(endings())

    def clean_file(self) -> Any:
        """Read it; what is too large is not even looked at."""
        file = self.cleaned_data["file"]
        self.content = file.read() if file.size <= LARGEST else b" " * (LARGEST + 1)
        try:
            self.reading: Reading = read(file.name, self.content, language=self.language)
        except Unreadable as refused:
            raise forms.ValidationError(str(refused)) from refused
        return file

    def clean(self) -> dict[str, Any]:
        """A Word file does not say how it came."""
        data = super().clean()
        file = data.get("file")
        if file and is_word(file.name) and not data.get("channel") and "channel" not in self.errors:
            self.add_error("channel", _("Say by which way the Word file came; it does not tell."))
        return data

    @property
    def usual(self) -> Usual:
        """What counts where the file does not say."""
        return Usual(self.cleaned_data["channel"], self.cleaned_data["received_at"])

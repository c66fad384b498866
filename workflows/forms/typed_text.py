"""Fields for text as it was typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext as _


class TypedText(forms.CharField):
    """Text as it was typed: a line ends in one character, as the browser counts it, and no character is unseen."""

    def to_python(self, value: Any) -> str:
        """Undo what sending a form does to the ends of lines; leave out what a database refuses and nobody sees."""
        return super().to_python(value).replace("\r\n", "\n").replace("\x00", "")


class LongText(TypedText):
    """Text whose limit is told and judged here alone: a browser that knows it cuts off what is pasted, silently.

    ``longest`` is in characters.
    """

    widget = forms.Textarea

    def __init__(self, *, longest: int, help_text: Any = "", **kwargs: Any) -> None:
        self.longest = longest
        told = limit_told(longest)
        super().__init__(help_text=format_lazy("{} {}", help_text, told) if help_text else told, **kwargs)

    def validate(self, value: str) -> None:
        """Say how long it is, and how long it may be."""
        super().validate(value)
        if len(value) > self.longest:
            raise forms.ValidationError(
                _("This text is too long: it has %(count)s characters and at most %(most)s fit."),
                code="max_length",
                params={"count": grouped(len(value)), "most": grouped(self.longest)},
            )


def grouped(number: int) -> str:
    """Write a number in groups of thousands, as the reader's language does."""
    return number_format(number, force_grouping=True)


def _limit_told(longest: int) -> str:
    """The limit as a sentence of help."""
    return _("At most %(most)s characters.") % {"most": grouped(longest)}


limit_told = lazy(_limit_told, str)

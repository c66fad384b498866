"""Columns of our own: lists typed as people type lists, and streams whose parts have an identity."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

from .documents.identity import give_own_ids


class LinesFormField(forms.CharField):
    """A list typed as text, one item per line."""

    widget = forms.Textarea(attrs={"rows": 4})
    separator = re.compile(r"[\r\n]+")
    joint = "\n"

    def prepare_value(self, value: Any) -> Any:
        """Show a stored list as text, and text that was refused as it was typed."""
        return self.joint.join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        """Return the items that are not empty."""
        if isinstance(value, list):
            return value
        return [item.strip() for item in self.separator.split(value or "") if item.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare lists, not spellings of lists."""
        return self.to_python(initial) != self.to_python(data)


class CodesFormField(LinesFormField):
    """A list of codes typed on one line, separated by commas, semicolons or spaces."""

    widget = forms.TextInput
    separator = re.compile(r"[\s,;]+")
    joint = ", "


class LinesField(models.JSONField):
    """A list of short texts in the order it was written."""

    form_class: type[LinesFormField] = LinesFormField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Be an empty list unless told otherwise."""
        super().__init__(*args, **{"default": list, "blank": True} | kwargs)

    def formfield(self, **kwargs: Any) -> forms.Field:
        """Offer a text area instead of JSON."""
        defaults = {"form_class": self.form_class, "required": not self.blank, "label": self.verbose_name}
        return models.Field.formfield(self, **defaults | kwargs)


def validate_municipality_code(code: str) -> None:
    """Refuse what is not a code of a municipality (LAU 2, the same as in RÚIAN): six digits."""
    if not re.fullmatch(r"\d{6}", code):
        raise ValidationError(
            _("“%(code)s” is not a code of a municipality: six digits are needed, for example 563889."),
            code="municipality_code",
            params={"code": code},
        )


def validate_municipality_codes(codes: list[str]) -> None:
    """Check every code and name each that is wrong."""
    errors = []
    for code in codes:
        try:
            validate_municipality_code(str(code))
        except ValidationError as error:
            errors.append(error)
    if errors:
        raise ValidationError(errors)


class MunicipalityCodesField(LinesField):
    """Codes of municipalities (LAU 2), six digits each."""

    form_class = CodesFormField
    default_validators = [validate_municipality_codes]


class ChoiceListField(models.JSONField):
    """Several of a fixed set of choices; ticked, not typed. ``offered`` is the set of choices."""

    def __init__(self, *args: Any, offered: type[models.TextChoices] | None = None, **kwargs: Any) -> None:
        """Take the choices apart from Django's own, which allow one value only."""
        self.offered = offered
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> forms.Field:
        """Offer check boxes."""
        return forms.MultipleChoiceField(
            choices=self.offered.choices if self.offered else [],
            widget=forms.CheckboxSelectMultiple,
            required=not self.blank,
            label=self.verbose_name,
            help_text=self.help_text,
            initial=self.get_default(),
        )


class PartsField(StreamField):
    """A stream whose parts people quote and comment on: none is ever stored without a UUID of its own.

    Pages and revisions are both written through here, so an identity holds from the first draft on.
    """

    def get_prep_value(self, value: Any) -> Any:
        """Give what was typed or imported its identity before it is written."""
        if isinstance(value, StreamValue):
            give_own_ids(value)
        return super().get_prep_value(value)

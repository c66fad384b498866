"""When something is to be done."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class TimeframeBlock(blocks.StructBlock):
    """Years where they are known, words where they are not ("ongoing")."""

    text = blocks.CharBlock(
        label=_("In words"),
        required=False,
        max_length=255,
        help_text=_("For example “ongoing” or “by June 2019”."),
    )
    from_year = blocks.IntegerBlock(label=_("From year"), required=False, min_value=1990, max_value=2100)
    to_year = blocks.IntegerBlock(label=_("To year"), required=False, min_value=1990, max_value=2100)

    def clean(self, value: Any) -> Any:
        """Refuse an end before the beginning."""
        cleaned = super().clean(value)
        start, end = cleaned.get("from_year"), cleaned.get("to_year")
        if start and end and end < start:
            error = ValidationError(_("The last year comes before the first one."))
            raise blocks.StructBlockValidationError(block_errors={"to_year": error})
        return cleaned

    class Meta:
        label = _("Timeframe")
        icon = "calendar"

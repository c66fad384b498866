"""What a measure costs and who pays for it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from ..choices import FundingSource


class CostBlock(blocks.StructBlock):
    """An estimate: an amount, a range, or words such as "within the budget"."""

    amount = blocks.IntegerBlock(
        label=_("Amount in CZK"), required=False, min_value=0, help_text=_("Whole crowns, without spaces.")
    )
    up_to = blocks.IntegerBlock(label=_("Up to, in CZK"), required=False, min_value=0)
    text = blocks.CharBlock(label=_("In words"), required=False, max_length=255)

    def clean(self, value: Any) -> Any:
        """Refuse a range that ends below its beginning."""
        cleaned = super().clean(value)
        low, high = cleaned.get("amount"), cleaned.get("up_to")
        if low is not None and high is not None and high < low:
            error = ValidationError(_("The upper amount is lower than the lower one."))
            raise blocks.StructBlockValidationError(block_errors={"up_to": error})
        return cleaned

    class Meta:
        label = _("Estimated cost")
        icon = "tag"


class FundingBlock(blocks.StructBlock):
    """What one source pays in one year."""

    year = blocks.IntegerBlock(label=_("Year"), required=False, min_value=1990, max_value=2100)
    source = blocks.ChoiceBlock(label=_("Source"), choices=FundingSource.choices, required=False)
    source_text = blocks.CharBlock(
        label=_("Source in words"),
        required=False,
        max_length=255,
        help_text=_("For example the name of the grant."),
    )
    amount = blocks.IntegerBlock(label=_("Amount in CZK"), required=False, min_value=0)
    text = blocks.CharBlock(
        label=_("Amount in words"),
        required=False,
        max_length=255,
        help_text=_("If no exact amount is known."),
    )

    class Meta:
        label = _("Funding")
        icon = "tag"
        label_format = "{year} {source_text} {amount}"

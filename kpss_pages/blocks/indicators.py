"""How one finds out that a measure was carried out."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class IndicatorBlock(blocks.StructBlock):
    """What is measured, from which value to which. Values are words: "at least 12" is one."""

    name = blocks.CharBlock(label=_("Indicator"), max_length=255)
    unit = blocks.CharBlock(label=_("Unit"), required=False, max_length=60)
    baseline = blocks.CharBlock(label=_("Baseline"), required=False, max_length=120)
    target = blocks.CharBlock(label=_("Target value"), required=False, max_length=120)

    class Meta:
        label = _("Indicator")
        icon = "order"
        label_format = "{name}"

"""Services that are to come or to grow."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class DevelopmentIntentionBlock(blocks.StructBlock):
    """A development intention: the region's network and the money follow from it."""

    service = blocks.CharBlock(label=_("Service"), max_length=255)
    capacity = blocks.CharBlock(label=_("Capacity"), required=False, max_length=255)
    from_when = blocks.CharBlock(label=_("From when"), required=False, max_length=120)
    cost = blocks.CharBlock(label=_("Cost"), required=False, max_length=120)

    class Meta:
        label = _("Development intention")
        icon = "plus"
        label_format = "{service}"

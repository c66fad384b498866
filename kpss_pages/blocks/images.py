"""Pictures that say in words what they show."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


class ImageBlock(blocks.StructBlock):
    """A picture with its description for those who do not see it."""

    image = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("Description"),
        max_length=500,
        help_text=_(
            "What the picture shows, for people who do not see it. For a chart, say what follows from it."
        ),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=500)

    class Meta:
        label = _("Picture")
        icon = "image"
        label_format = "{caption} {alt}"

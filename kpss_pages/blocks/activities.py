"""Steps that carry out a measure."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .timeframes import TimeframeBlock


class ActivityBlock(blocks.StructBlock):
    """One step of a measure."""

    number = blocks.CharBlock(label=_("Number"), required=False, max_length=30)
    title = blocks.CharBlock(label=_("Title"), max_length=500)
    description = blocks.TextBlock(label=_("Description"), required=False, rows=2)
    responsible = blocks.CharBlock(label=_("Responsible"), required=False, max_length=255)
    timeframe = TimeframeBlock()

    class Meta:
        label = _("Activity")
        icon = "tick"
        form_classname = "kpss-activity"
        label_format = "{number} {title}"
        form_layout = blocks.BlockGroup(
            children=[
                "number",
                "title",
                "description",
                blocks.BlockGroup(
                    children=["responsible", "timeframe"],
                    heading=_("Who and when"),
                    classname="collapsed",
                    icon="user",
                    label_format="",
                ),
            ]
        )

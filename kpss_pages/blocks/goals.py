"""Goals: what an area wants to reach."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .goal_types import GoalTypeNameBlock
from .measures import MeasureBlock
from .named import NamedDefinition
from .texts import RichTextBlock


class GoalBlock(NamedDefinition, blocks.StructBlock):
    """A goal and the measures that lead to it."""

    number = blocks.CharBlock(label=_("Number"), required=False, max_length=30)
    title = blocks.CharBlock(label=_("Title"), max_length=500)
    goal_type = GoalTypeNameBlock(
        label=_("Type of goal"),
        required=False,
        max_length=255,
        help_text=_("One of the types of goals named on the plan, written as there."),
    )
    description = RichTextBlock(label=_("Description"), required=False)
    measures = blocks.ListBlock(MeasureBlock(), label=_("Measures"), default=[], collapsed=True)

    class Meta:
        label = _("Goal")
        icon = "success"
        label_format = "{number} {title}"

"""Short rows that plans and portals list."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from .named import NamedDefinition
from .texts import LinesBlock


class GoalTypeBlock(NamedDefinition, blocks.StructBlock):
    """A type of goal that the plan repeats in its areas, for example "keep the network of services"."""

    name = blocks.CharBlock(label=pgettext_lazy("of a thing", "Name"), max_length=255)
    description = blocks.TextBlock(label=_("Description"), required=False, rows=2)

    class Meta:
        label = _("Type of goal")
        icon = "tag"
        label_format = "{name}"


class AreaNameBlock(NamedDefinition, blocks.StructBlock):
    """An area of a plan known only from a source; often just its number is known."""

    number = blocks.CharBlock(label=_("Number"), required=False, max_length=30)
    name = blocks.CharBlock(label=pgettext_lazy("of a thing", "Name"), required=False, max_length=500)

    class Meta:
        label = _("Area")
        icon = "folder"
        label_format = "{number} {name}"


class ProcessListBlock(NamedDefinition, blocks.StructBlock):
    """A list about the process: who takes part, by which principles, towards which goals."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=255)
    lines = LinesBlock(label=_("Items"), required=True, rows=5)

    class Meta:
        label = _("List")
        icon = "list-ul"
        label_format = "{heading}"

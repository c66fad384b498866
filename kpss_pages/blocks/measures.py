"""Measures: what the plan promises, each with a number people quote."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from ..choices import MeasureField
from .activities import ActivityBlock
from .development import DevelopmentIntentionBlock
from .goal_types import GoalTypeNameBlock
from .indicators import IndicatorBlock
from .money import CostBlock, FundingBlock
from .named import NamedDefinition
from .texts import LinesBlock, RichTextBlock
from .timeframes import TimeframeBlock


def _folded(heading: str, icon: str, *children: MeasureField) -> blocks.BlockGroup:
    """Group rare fields under a heading that is closed at first."""
    names = [child.value for child in children]
    return blocks.BlockGroup(
        children=names, heading=heading, icon=icon, classname="collapsed", label_format=""
    )


# Lists start empty: a default item would bring the same identity into every measure added on one visit.
class MeasureBlock(NamedDefinition, blocks.StructBlock):
    """A measure. Every field but number and title is named in :class:`MeasureField` and shown if the plan says so."""

    number = blocks.CharBlock(
        label=_("Number"), max_length=30, help_text=_("For example 1.1. Numbers never change by themselves.")
    )
    title = blocks.CharBlock(label=_("Title"), max_length=500)
    description = RichTextBlock(label=MeasureField.DESCRIPTION.label, required=False)
    justification = blocks.TextBlock(label=MeasureField.JUSTIFICATION.label, required=False, rows=3)
    goal_type = GoalTypeNameBlock(
        label=MeasureField.GOAL_TYPE.label,
        required=False,
        max_length=255,
        help_text=_("Leave empty if the goal already says it."),
    )
    target_groups = LinesBlock(label=MeasureField.TARGET_GROUPS.label)
    municipalities = LinesBlock(label=MeasureField.MUNICIPALITIES.label)
    implementers = LinesBlock(label=MeasureField.IMPLEMENTERS.label)
    partners = LinesBlock(label=MeasureField.PARTNERS.label)
    responsible = blocks.CharBlock(label=MeasureField.RESPONSIBLE.label, required=False, max_length=255)
    timeframe = TimeframeBlock(label=MeasureField.TIMEFRAME.label)
    estimated_cost = CostBlock(label=MeasureField.ESTIMATED_COST.label)
    funding = blocks.ListBlock(FundingBlock(), label=MeasureField.FUNDING.label, default=[])
    outputs = LinesBlock(label=MeasureField.OUTPUTS.label)
    indicators = blocks.ListBlock(IndicatorBlock(), label=MeasureField.INDICATORS.label, default=[])
    risks = LinesBlock(label=MeasureField.RISKS.label)
    development_intentions = blocks.ListBlock(
        DevelopmentIntentionBlock(), label=MeasureField.DEVELOPMENT_INTENTIONS.label, default=[]
    )
    related_services = LinesBlock(label=MeasureField.RELATED_SERVICES.label)
    activities = blocks.ListBlock(ActivityBlock(), label=_("Activities"), default=[], collapsed=True)

    class Meta:
        label = _("Measure")
        icon = "list-ul"
        form_classname = "kpss-measure"
        label_format = "{number} {title}"
        form_layout = blocks.BlockGroup(
            children=[
                "number",
                "title",
                "description",
                _folded(_("Why and for whom"), "group", *list(MeasureField)[1:5]),
                _folded(_("Who carries it out"), "user", *list(MeasureField)[5:8]),
                _folded(_("When and for how much"), "calendar", *list(MeasureField)[8:11]),
                _folded(_("Results and risks"), "order", *list(MeasureField)[11:14]),
                _folded(_("Services"), "plus", *list(MeasureField)[14:]),
                "activities",
            ]
        )

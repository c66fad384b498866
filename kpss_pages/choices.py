"""Words that more than one page type chooses from."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

YEARS = [MinValueValidator(1990), MaxValueValidator(2100)]
"""Years a plan may speak of: the method came to the country in the nineties."""

LEVEL_LABELS = {"area": "Oblast", "goal": "Cíl", "measure": "Opatření", "activity": "Aktivita"}
"""What the levels are called until a plan says otherwise: data of a Czech plan, not words of the interface."""


class PlanKind(models.TextChoices):
    """What sort of document a plan is; its title says what the town calls it."""

    MEDIUM_TERM_PLAN = "medium_term_plan", _("medium-term plan for the development of social services")
    COMMUNITY_PLAN = "community_plan", _("community plan")
    DEVELOPMENT_PLAN = "development_plan", _("development plan of social services")
    ACTION_PLAN = "action_plan", _("action plan")
    OTHER = "other", _("another document")


class Levels(models.TextChoices):
    """Which levels a plan has. The lowest with a number and money of its own is always the measure."""

    AREA_MEASURE = "area_measure", _("areas and measures")
    AREA_GOAL_MEASURE = "area_goal_measure", _("areas, goals and measures")
    AREA_MEASURE_ACTIVITY = "area_measure_activity", _("areas, measures and activities")
    AREA_GOAL_MEASURE_ACTIVITY = "area_goal_measure_activity", _("areas, goals, measures and activities")

    @property
    def has_goals(self) -> bool:
        """Measures stand under goals."""
        return "goal" in self.value

    @property
    def has_activities(self) -> bool:
        """Measures are divided into activities."""
        return "activity" in self.value


class MeasureField(models.TextChoices):
    """What a plan may tell about a measure besides its number and title, in the order of reading."""

    DESCRIPTION = "description", _("Description")
    JUSTIFICATION = "justification", _("Justification")
    GOAL_TYPE = "goal_type", _("Type of goal")
    TARGET_GROUPS = "target_groups", _("Target groups")
    MUNICIPALITIES = "municipalities", _("Municipalities")
    IMPLEMENTERS = "implementers", _("Implementers")
    PARTNERS = "partners", _("Partners")
    RESPONSIBLE = "responsible", _("Responsible")
    TIMEFRAME = "timeframe", _("Timeframe")
    ESTIMATED_COST = "estimated_cost", _("Estimated cost")
    FUNDING = "funding", _("Cost and funding by year")
    OUTPUTS = "outputs", _("Outputs")
    INDICATORS = "indicators", _("Indicators")
    RISKS = "risks", _("Risks")
    DEVELOPMENT_INTENTIONS = "development_intentions", _("Development intentions")
    RELATED_SERVICES = "related_services", _("Related services")


def usual_measure_fields() -> list[str]:
    """Return what most plans tell about a measure."""
    return [
        MeasureField.DESCRIPTION.value,
        MeasureField.TARGET_GROUPS.value,
        MeasureField.IMPLEMENTERS.value,
        MeasureField.TIMEFRAME.value,
        MeasureField.ESTIMATED_COST.value,
        MeasureField.FUNDING.value,
        MeasureField.OUTPUTS.value,
        MeasureField.INDICATORS.value,
    ]


class FundingSource(models.TextChoices):
    """Where the money of a measure comes from."""

    MUNICIPALITY = "municipality", _("municipal budget")
    REGION = "region", _("region")
    STATE = "state", _("ministry (state budget)")
    EU = "eu", _("EU funds")
    FEES = "fees", _("fees of service users")
    DONORS = "donors", _("gifts and foundations")
    OTHER = "other", _("other source")


class TerritoryKind(models.TextChoices):
    """What a planning territory consists of."""

    MUNICIPALITY = "municipality", _("one municipality")
    GROUP_OF_MUNICIPALITIES = "group_of_municipalities", _("a group of municipalities")
    ORP = "orp", _("district of a municipality with extended powers")
    ASSOCIATION = "association", _("association of municipalities")
    CITY_DISTRICT = "city_district", _("city district")
    REGION = "region", _("region")
    OTHER = "other", _("another territory")


class SourceStatus(models.TextChoices):
    """What a source says of a plan, at the time of the source and not today."""

    IN_PREPARATION = "in_preparation", _("in preparation")
    DRAFT_FOR_COMMENT = "draft_for_comment", _("draft for comment")
    APPROVED = "approved", _("approved")
    IN_FORCE = "in_force", _("in force")
    EXPIRED = "expired", pgettext_lazy("of a plan", "expired")
    SUPERSEDED = "superseded", _("superseded")

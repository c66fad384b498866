"""The plan: what the assembly approves and everybody reads."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import CommentPanel, FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.search import index

from workflows.base_page import BASE_PAGE_MODEL, BasePage
from workflows.document import Field, Part
from workflows.models import PublicVersionMixin

from ..blocks import AnnexBlock, ChapterBlock, GoalTypeBlock
from ..choices import LEVEL_LABELS, YEARS, Levels, MeasureField, PlanKind, usual_measure_fields
from ..completeness import plan_reasons
from ..documents import plan_fields, plan_parts
from ..fields import ChoiceListField, MunicipalityCodesField, PartsField
from ..portal_forms import PortalPageForm

PLAN_TYPES = ["kpss_pages.PlanPage", "kpss_pages.RecordedPlanPage"]
"""What a plan may follow."""


class PlanPage(PublicVersionMixin, BasePage):
    """A community plan. Its areas are pages below it; one run of the workflow governs them all."""

    suitable_definition = "plan"

    kind = models.CharField(
        _("kind of document"), max_length=30, choices=PlanKind, default=PlanKind.MEDIUM_TERM_PLAN
    )
    kind_label = models.CharField(
        _("kind in the town's own words"),
        max_length=120,
        blank=True,
        help_text=_("Leave empty unless the town calls the document something else."),
    )
    period_from = models.PositiveSmallIntegerField(_("from year"), null=True, blank=True, validators=YEARS)
    period_to = models.PositiveSmallIntegerField(_("to year"), null=True, blank=True, validators=YEARS)
    period_text = models.CharField(
        _("period in words"),
        max_length=120,
        blank=True,
        help_text=_("If the years do not say it all. Either year may stay empty."),
    )
    territory = models.TextField(
        _("territory"),
        blank=True,
        help_text=_("In words: which municipalities or their parts the plan is for."),
    )
    municipality_codes = MunicipalityCodesField(
        _("codes of municipalities"), help_text=_("LAU 2 codes of six digits, separated by commas.")
    )
    commissioner = models.CharField(
        _("commissioner"),
        max_length=255,
        blank=True,
        help_text=_("Who is responsible for the plan, mostly the town."),
    )
    author = models.CharField(_("author"), max_length=255, blank=True, help_text=_("Who writes the plan."))
    chapters_before = PartsField(
        [("chapter", ChapterBlock())],
        verbose_name=_("chapters before the areas"),
        blank=True,
        collapsed=True,
        help_text=_("Introduction and process, analysis, needs, vision and the like."),
    )
    chapters_after = PartsField(
        [("chapter", ChapterBlock())],
        verbose_name=_("chapters after the areas"),
        blank=True,
        collapsed=True,
        help_text=_("Financing, evaluation, list of abbreviations and the like."),
    )
    goal_types = StreamField(
        [("goal_type", GoalTypeBlock())],
        verbose_name=_("types of goals"),
        blank=True,
        help_text=_(
            "If every area is divided in the same way, for example into keeping and enlarging services."
        ),
    )
    levels = models.CharField(
        _("levels"), max_length=30, choices=Levels, default=Levels.AREA_GOAL_MEASURE_ACTIVITY
    )
    area_label = models.CharField(_("an area is called"), max_length=60, default=LEVEL_LABELS["area"])
    goal_label = models.CharField(_("a goal is called"), max_length=60, default=LEVEL_LABELS["goal"])
    measure_label = models.CharField(_("a measure is called"), max_length=60, default=LEVEL_LABELS["measure"])
    activity_label = models.CharField(
        _("an activity is called"), max_length=60, default=LEVEL_LABELS["activity"]
    )
    measure_fields = ChoiceListField(
        _("what is told of a measure"),
        offered=MeasureField,
        default=usual_measure_fields,
        blank=True,
        help_text=_("What is not ticked is neither asked for nor shown; what was written before is kept."),
    )
    predecessor = models.ForeignKey(
        BASE_PAGE_MODEL,
        verbose_name=_("follows the plan"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Once this plan is approved and its period begins, it supersedes the one named here."),
    )
    annexes = PartsField([("annex", AnnexBlock())], verbose_name=_("annexes"), blank=True, collapsed=True)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("period_from"), FieldPanel("period_to")]),
                FieldPanel("period_text"),
            ],
            heading=_("Period"),
        ),
        MultiFieldPanel(
            [FieldPanel("territory"), FieldPanel("commissioner"), FieldPanel("author")],
            heading=_("Territory and people"),
        ),
        FieldPanel("chapters_before"),
        FieldPanel("chapters_after"),
        FieldPanel("annexes"),
        MultiFieldPanel(
            [
                FieldPanel("levels"),
                FieldRowPanel([FieldPanel("area_label"), FieldPanel("goal_label")]),
                FieldRowPanel([FieldPanel("measure_label"), FieldPanel("activity_label")]),
                FieldPanel("goal_types"),
                FieldPanel("measure_fields"),
            ],
            heading=_("How the plan is built"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldPanel("kind_label"),
                PageChooserPanel("predecessor", PLAN_TYPES),
                FieldPanel("municipality_codes"),
            ],
            heading=_("Kind, predecessor, codes"),
            classname="collapsed",
        ),
    ]
    promote_panels = BasePage.promote_panels
    settings_panels = [CommentPanel()]
    base_form_class = PortalPageForm

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("territory"),
        index.SearchField("chapters_before"),
        index.SearchField("chapters_after"),
        index.FilterField("period_from"),
        index.FilterField("period_to"),
    ]

    parent_page_types = ["kpss_pages.KpssIndexPage"]
    subpage_types = ["kpss_pages.PlanAreaPage"]
    version_template = "kpss_pages/plan_page.html"
    card_template = "kpss_pages/plan_card.html"

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")

    def clean(self) -> None:
        """Refuse an upside-down period and a plan that follows itself; a draft may be as incomplete as it likes."""
        super().clean()
        errors = {}
        if self.period_from and self.period_to and self.period_to < self.period_from:
            errors["period_to"] = _("The last year of the period comes before the first one.")
        if self.predecessor_id and self.predecessor_id == self.pk:
            errors["predecessor"] = _("A plan cannot follow itself.")
        if errors:
            raise ValidationError(errors)

    def get_bundle_children(self) -> list[Any]:
        """The areas, in the order of the page tree."""
        from .areas import PlanAreaPage

        return list(PlanAreaPage.objects.child_of(self).select_related("latest_revision").order_by("path"))

    def get_consultation_obstacles(self) -> list[tuple[str, bool]]:
        """A plan without an area has nothing to comment on."""
        return [(gettext("At least one area"), bool(self.get_bundle_children()))]

    def get_document_fields(self) -> list[Field]:
        """Period, territory and whatever else is said of the plan as a whole."""
        return plan_fields(self)

    def get_document_parts(self) -> list[Part]:
        """Chapters and annexes."""
        return plan_parts(self)

    def get_incomplete_reasons(self) -> list[str]:
        """Say what a plan lacks before anybody may be asked about it."""
        return plan_reasons(self)

    def get_public_context(self, request: HttpRequest) -> dict[str, Any]:
        """Offer what stands beside the plan: validity, resolutions, contacts, later documents, older plans."""
        from ..beside import beside_plan

        return beside_plan(self)

    def get_process_links(self, user: Any) -> list[tuple[str, str]]:
        """Lead to contacts, documents and the announcement."""
        from ..actions.change_beside import may_change_beside

        url = reverse("kpss_pages_admin:beside", args=[self.pk])
        return [(gettext("Contacts, documents, announcement"), url)] if may_change_beside(user, self) else []

    def get_public_card(self) -> Any:
        """The announcement, if the plan was announced."""
        return getattr(self, "kpss_plan_card", None)

"""Plans that were decided elsewhere: before the plugin came, or known only from a source."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.documents import get_document_model_string
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from workflows.actions.record_resolution import RecordResolution
from workflows.base_page import BASE_PAGE_MODEL, BasePage

from ..blocks import AreaNameBlock
from ..choices import YEARS, PlanKind, SourceStatus
from ..documents.years import years_with_words
from ..fields import LinesField
from ..forms import RecordedPlanForm
from ..rich_text import RICH_TEXT_FEATURES
from .plans import PLAN_TYPES


class RecordedPlanPage(BasePage):
    """A plan in one short form, public at once and marked as recorded; no workflow governs it.

    Nothing is corrected: what the source says is kept in its words beside the values read from it.
    """

    kind = models.CharField(
        _("kind of document"), max_length=30, choices=PlanKind, default=PlanKind.MEDIUM_TERM_PLAN
    )
    sequence = models.PositiveSmallIntegerField(
        _("order"),
        null=True,
        blank=True,
        help_text=_("If the plans of the town are counted: 1 for the first one."),
    )
    period_from = models.PositiveSmallIntegerField(_("from year"), null=True, blank=True, validators=YEARS)
    period_to = models.PositiveSmallIntegerField(_("to year"), null=True, blank=True, validators=YEARS)
    period_text = models.CharField(
        _("period in words"),
        max_length=120,
        blank=True,
        help_text=_("If the years are not known or do not say it all."),
    )
    document = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("document"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The plan as a file, mostly a PDF."),
    )
    text = RichTextField(
        _("text"),
        blank=True,
        features=RICH_TEXT_FEATURES,
        help_text=_("The text of the plan, or what is known of it."),
    )
    territory = models.TextField(_("territory"), blank=True)
    author = models.CharField(_("author"), max_length=255, blank=True)
    areas = StreamField([("area", AreaNameBlock())], verbose_name=_("areas"), blank=True, collapsed=True)
    goal_types = LinesField(_("types of goals"), help_text=_("One per line."))
    predecessor = models.ForeignKey(
        BASE_PAGE_MODEL,
        verbose_name=_("follows the plan"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    source_name = models.CharField(
        _("source"),
        max_length=255,
        blank=True,
        help_text=_("Where this is known from, with its date if it has one."),
    )
    source_status = models.CharField(
        _("status according to the source"), max_length=30, choices=SourceStatus, blank=True
    )
    source_words = models.CharField(_("status in the words of the source"), max_length=255, blank=True)
    notes = LinesField(_("notes"), help_text=_("Remarks for readers, one per line."))

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("period_from"), FieldPanel("period_to")]),
                FieldPanel("period_text"),
            ],
            heading=_("Period"),
        ),
        FieldPanel("document"),
        FieldPanel("text"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("resolution_body"), FieldPanel("resolution_outcome")]),
                FieldRowPanel([FieldPanel("resolution_number"), FieldPanel("resolution_date")]),
                FieldPanel("resolution_date_text"),
            ],
            heading=_("Resolution, as far as it is known"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("source_name"),
                FieldPanel("source_status"),
                FieldPanel("source_words"),
                FieldPanel("notes"),
            ],
            heading=_("Source"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("sequence")]),
                FieldPanel("territory"),
                FieldPanel("author"),
                PageChooserPanel("predecessor", PLAN_TYPES),
                FieldPanel("areas"),
                FieldPanel("goal_types"),
            ],
            heading=_("More about the plan"),
            classname="collapsed",
        ),
    ]
    promote_panels = BasePage.promote_panels
    base_form_class = RecordedPlanForm

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("text"),
        index.SearchField("territory"),
        index.FilterField("period_from"),
        index.FilterField("period_to"),
    ]

    parent_page_types = ["kpss_pages.KpssIndexPage"]
    subpage_types: list[str] = []
    template = "kpss_pages/recorded_plan_page.html"

    class Meta:
        verbose_name = _("recorded plan")
        verbose_name_plural = _("recorded plans")

    @property
    def years(self) -> str:
        """The period as it is read."""
        return years_with_words(self.period_from, self.period_to, self.period_text)

    def clean(self) -> None:
        """Refuse an upside-down period and a plan that follows itself."""
        super().clean()
        errors = {}
        if self.period_from and self.period_to and self.period_to < self.period_from:
            errors["period_to"] = _("The last year of the period comes before the first one.")
        if self.predecessor_id and self.predecessor_id == self.pk:
            errors["predecessor"] = _("A plan cannot follow itself.")
        if errors:
            raise ValidationError(errors)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Record the resolution that came with the form, now that the page stands in the tree."""
        super().save(*args, **kwargs)
        values, user = self.__dict__.pop("resolution_to_record", ({}, None))
        if values:
            RecordResolution(self, user=user, values=values).execute()

    @property
    def has_workflow(self) -> bool:
        """No workflow: the plan was decided long ago and is public at once."""
        return False

    def get_workflow(self) -> None:
        """No workflow of the place in the tree either."""
        return None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what stands beside the plan: validity, resolutions, contacts, older plans."""
        from ..beside import beside_plan

        return super().get_context(request, *args, **kwargs) | beside_plan(self)

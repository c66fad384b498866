"""The portal of one planning territory."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from workflows.base_page import BasePage
from workflows.freezing import has_frozen_pages

from ..blocks import ProcessListBlock
from ..choices import TerritoryKind
from ..fields import LinesField, MunicipalityCodesField
from ..rich_text import RICH_TEXT_FEATURES
from .organisations import is_ico


class KpssIndexPage(BasePage):
    """What a town or a group of towns tells of its community planning. Several stand side by side and never mix."""

    official_name = models.CharField(
        _("official name"), max_length=255, blank=True, help_text=_("For example “statutární město Liberec”.")
    )
    introduction = RichTextField(
        _("what community planning is"),
        blank=True,
        features=RICH_TEXT_FEATURES,
        help_text=_("A few sentences for people who have never heard of it."),
    )
    territory_name = models.CharField(
        _("planning territory"), max_length=255, blank=True, help_text=_("For example “region Liberec”.")
    )
    territory_kind = models.CharField(
        _("kind of territory"), max_length=30, choices=TerritoryKind, blank=True
    )
    territory_description = models.TextField(_("description of the territory"), blank=True)
    municipality_codes = MunicipalityCodesField(
        _("codes of municipalities"),
        help_text=_("LAU 2 codes of six digits, separated by commas; the first one is the town itself."),
    )
    city_districts = LinesField(_("city districts"), help_text=_("One per line."))
    district = models.CharField(_("district"), max_length=120, blank=True)
    region = models.CharField(
        _("region"),
        max_length=120,
        blank=True,
        help_text=_("The name or the NUTS 3 code, for example CZ051."),
    )
    process = StreamField(
        [("list", ProcessListBlock())],
        verbose_name=_("how planning works"),
        blank=True,
        help_text=_("Who takes part, by which principles and towards which goals."),
    )
    ico = models.CharField(
        _("identification number (IČO)"),
        max_length=8,
        blank=True,
        validators=[is_ico],
        help_text=_("Eight digits."),
    )
    data_box = models.CharField(_("data box"), max_length=20, blank=True)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    population_as_of = models.DateField(_("population as of"), null=True, blank=True)
    invented_note = models.CharField(
        _("note on an invented town"),
        max_length=255,
        blank=True,
        help_text=_("For demonstrations only. It stands on every page of this portal."),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("official_name"),
        FieldPanel("introduction"),
        MultiFieldPanel(
            [
                FieldPanel("territory_name"),
                FieldPanel("territory_kind"),
                FieldPanel("territory_description"),
                FieldPanel("municipality_codes"),
            ],
            heading=_("Planning territory"),
        ),
        FieldPanel("process"),
        MultiFieldPanel(
            [
                FieldPanel("city_districts"),
                FieldRowPanel([FieldPanel("district"), FieldPanel("region")]),
                FieldRowPanel([FieldPanel("ico"), FieldPanel("data_box")]),
                FieldRowPanel([FieldPanel("population"), FieldPanel("population_as_of")]),
                FieldPanel("invented_note"),
            ],
            heading=_("More about the town"),
            classname="collapsed",
        ),
    ]
    promote_panels = BasePage.promote_panels

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("official_name"),
        index.SearchField("territory_name"),
        index.SearchField("territory_description"),
        index.SearchField("introduction"),
    ]

    subpage_types = [
        "kpss_pages.PlanPage",
        "kpss_pages.RecordedPlanPage",
        "kpss_pages.GroupIndexPage",
        "kpss_pages.MeetingIndexPage",
        "kpss_pages.ServiceIndexPage",
        "kpss_pages.NewsIndexPage",
        "kpss_pages.ProjectIndexPage",
    ]
    template = "kpss_pages/kpss_index_page.html"

    class Meta:
        verbose_name = _("KPSS portal")
        verbose_name_plural = _("KPSS portals")

    def clean(self) -> None:
        """Keep the address under which versions of plans were made public."""
        super().clean()
        stored = type(self).objects.filter(pk=self.pk).values_list("slug", flat=True).first()
        if stored and self.slug != stored and has_frozen_pages(self):
            raise ValidationError(
                {"slug": _("Public versions of plans stand below this address, so it cannot change.")}
            )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what a visitor comes for: plans, what is open for comment, meetings, news, groups, contacts."""
        from ..portal_queries import portal_overview

        return super().get_context(request, *args, **kwargs) | portal_overview(self)

"""News of the planning process and the projects that pay for it."""

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from workflows.base_page import BasePage
from workflows.models import GovernedMixin

from ..rich_text import RICH_TEXT_FEATURES


class NewsPage(GovernedMixin, BasePage):
    """A piece of news for the public."""

    suitable_definition = "simple_publication"

    date = models.DateField(
        _("date"), null=True, blank=True, help_text=_("Leave empty unless the whole date is known.")
    )
    date_text = models.CharField(
        _("date in the words of the source"),
        max_length=255,
        blank=True,
        help_text=_("For a date that is not known in full. Readers see it beside the date."),
    )
    author = models.CharField(
        pgettext_lazy("of a news item", "author"),
        max_length=255,
        blank=True,
        help_text=_("As it is to be shown to everybody."),
    )
    body = RichTextField(_("text"), blank=True, features=RICH_TEXT_FEATURES)
    topics = ClusterTaggableManager(through="kpss_pages.NewsTopic", blank=True, verbose_name=_("topics"))

    content_panels = BasePage.content_panels + [
        FieldPanel("date"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("date_text"), FieldPanel("author"), FieldPanel("topics")],
            heading=_("Source and topics"),
            classname="collapsed",
        ),
    ]
    promote_panels = BasePage.promote_panels

    search_fields = BasePage.search_fields + [index.SearchField("body"), index.FilterField("date")]

    parent_page_types = ["kpss_pages.NewsIndexPage"]
    subpage_types: list[str] = []
    template = "kpss_pages/news_page.html"
    reading_order = (F("date").desc(nulls_last=True), "title")

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news")


class ProjectPage(GovernedMixin, BasePage):
    """A funded project within which the plan is made or carried out."""

    suitable_definition = "simple_publication"

    programme = models.CharField(
        _("programme"), max_length=255, blank=True, help_text=_("The programme that funds the project.")
    )
    number = models.CharField(_("project number"), max_length=120, blank=True)
    duration = models.CharField(
        _("duration"), max_length=120, blank=True, help_text=_("In words, for example “two years”.")
    )
    start_date = models.DateField(_("start"), null=True, blank=True)
    start_text = models.CharField(_("start in the words of the source"), max_length=255, blank=True)
    end_date = models.DateField(_("end"), null=True, blank=True)
    end_text = models.CharField(_("end in the words of the source"), max_length=255, blank=True)
    body = RichTextField(_("text"), blank=True, features=RICH_TEXT_FEATURES)
    topics = ClusterTaggableManager(through="kpss_pages.ProjectTopic", blank=True, verbose_name=_("topics"))

    content_panels = BasePage.content_panels + [
        FieldPanel("programme"),
        FieldPanel("number"),
        FieldRowPanel([FieldPanel("start_date"), FieldPanel("end_date")]),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("duration"), FieldPanel("start_text"), FieldPanel("end_text"), FieldPanel("topics")],
            heading=_("Dates in words and topics"),
            classname="collapsed",
        ),
    ]
    promote_panels = BasePage.promote_panels

    search_fields = BasePage.search_fields + [
        index.SearchField("programme"),
        index.SearchField("number"),
        index.SearchField("body"),
    ]

    parent_page_types = ["kpss_pages.ProjectIndexPage"]
    subpage_types: list[str] = []
    template = "kpss_pages/project_page.html"
    reading_order = (F("start_date").desc(nulls_last=True), "title")

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(start_date__isnull=True)
                | models.Q(end_date__isnull=True)
                | models.Q(end_date__gte=F("start_date")),
                name="kpss_project_ends_after_start",
                violation_error_message=_("The project must not end before it starts."),
            ),
        ]

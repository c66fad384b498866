"""An area of a plan: the part one working group writes."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import CommentPanel, FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from workflows.base_page import BasePage
from workflows.document import Field, Part
from workflows.models import BundlePartMixin, PublicVersionMixin
from workflows.public.addresses import RESERVED

from ..blocks import GoalBlock, MeasureBlock
from ..completeness import area_reasons
from ..documents import area_fields, area_parts
from ..documents.wording import Wording
from ..fields import LinesField, PartsField
from ..panels import MeasuresPanel
from ..portal_forms import PortalPageForm
from ..rich_text import RICH_TEXT_FEATURES


class PlanAreaPage(BundlePartMixin, PublicVersionMixin, BasePage):
    """One area with its goals, measures and activities; it shares the run of its plan.

    Page and block UUID together are the identity of a measure, from its first draft on.
    """

    number = models.CharField(_("number"), max_length=30, blank=True, help_text=_("As printed in the plan."))
    group = models.ForeignKey(
        "kpss_pages.GroupPage",
        verbose_name=_("working group"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="areas",
        help_text=_("The group that writes the area. An area of common goals has none."),
    )
    cross_cutting = models.BooleanField(
        _("common and overlapping goals"),
        default=False,
        help_text=_("The area reaches across the others and needs no group of its own."),
    )
    introduction = RichTextField(_("introduction"), blank=True, features=RICH_TEXT_FEATURES)
    strengths = LinesField(_("strengths"), help_text=_("One per line."))
    weaknesses = LinesField(_("weaknesses"), help_text=_("One per line."))
    opportunities = LinesField(_("opportunities"), help_text=_("One per line."))
    threats = LinesField(_("threats"), help_text=_("One per line."))
    goals = PartsField(
        [("goal", GoalBlock()), ("measure", MeasureBlock())],
        verbose_name=_("goals and measures"),
        blank=True,
        collapsed=True,
        help_text=_("In a plan without the level of goals, add measures straight away."),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("number"),
        PageChooserPanel("group", "kpss_pages.GroupPage"),
        FieldPanel("introduction"),
        MeasuresPanel("goals"),
        MultiFieldPanel(
            [
                FieldPanel("cross_cutting"),
                FieldRowPanel([FieldPanel("strengths"), FieldPanel("weaknesses")]),
                FieldRowPanel([FieldPanel("opportunities"), FieldPanel("threats")]),
            ],
            heading=_("Reach and SWOT analysis"),
            classname="collapsed",
        ),
    ]
    promote_panels = BasePage.promote_panels
    settings_panels = [CommentPanel()]
    base_form_class = PortalPageForm

    search_fields = [*BasePage.search_fields, index.SearchField("introduction")]

    parent_page_types = ["kpss_pages.PlanPage"]
    subpage_types: list[str] = []
    version_template = "kpss_pages/plan_area_page.html"

    class Meta:
        verbose_name = _("area of a plan")
        verbose_name_plural = _("areas of plans")

    @cached_property
    def wording(self) -> Wording:
        """The plan's choices as they were last saved: plan and areas are frozen together."""
        return Wording.of(self.drafted_root or self.bundle_root.get_latest_revision_as_object())

    def clean(self) -> None:
        """Keep the addresses of versions, comments and changes free."""
        super().clean()
        self._check_address()

    def minimal_clean(self) -> None:
        """Drafts are checked less, but their addresses are for ever."""
        super().minimal_clean()
        self._check_address()

    def _check_address(self) -> None:
        if self.slug in RESERVED or self.slug.isdecimal():
            sentence = _("The address “%(slug)s” is taken by the plan itself; choose another.")
            raise ValidationError({"slug": sentence % {"slug": self.slug}})

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Save a draft, and let the working group it names write on."""
        from ..group_editors import follow_group

        with transaction.atomic():
            revision = super().save_revision(*args, **kwargs)
            follow_group(self)
        return revision

    def get_document_fields(self) -> list[Field]:
        """Number, group, introduction, SWOT."""
        return area_fields(self, self.wording)

    def get_document_parts(self) -> list[Part]:
        """Goals, their measures, their activities."""
        return area_parts(self, self.wording)

    def get_incomplete_reasons(self) -> list[str]:
        """Say what an area lacks before anybody may be asked about it."""
        return area_reasons(self)

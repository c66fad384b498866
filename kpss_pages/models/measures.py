"""Measures of approved plans, as rows one can search."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index


class Measure(index.Indexed, models.Model):
    """A measure as it was published. Written by :func:`kpss_pages.measures.rewrite_measures` and by nothing else."""

    plan = models.ForeignKey(
        "kpss_pages.PlanPage", verbose_name=_("plan"), on_delete=models.CASCADE, related_name="measures"
    )
    area = models.ForeignKey(
        "kpss_pages.PlanAreaPage", verbose_name=_("area"), on_delete=models.CASCADE, related_name="measures"
    )
    block_id = models.UUIDField(_("identity in the area"))
    number = models.CharField(_("number"), max_length=30)
    title = models.CharField(_("title"), max_length=500)
    description = models.TextField(_("description"), blank=True)
    goal_number = models.CharField(_("number of the goal"), max_length=30, blank=True)
    goal_title = models.CharField(_("goal"), max_length=500, blank=True)
    goal_type = models.CharField(_("type of goal"), max_length=255, blank=True)
    target_groups = models.TextField(_("target groups"), blank=True, help_text=_("One per line."))
    implementers = models.TextField(_("implementers"), blank=True, help_text=_("One per line."))
    sort_order = models.PositiveIntegerField(_("position in the plan"))

    search_fields = [
        index.SearchField("number"),
        index.SearchField("title", boost=2),
        index.SearchField("description"),
        index.SearchField("goal_title"),
        index.SearchField("target_groups"),
        index.SearchField("implementers"),
        index.FilterField("plan"),
        index.FilterField("goal_type"),
    ]

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ["plan", "sort_order"]
        constraints = [
            models.UniqueConstraint(fields=["area", "block_id"], name="kpss_measure_once_in_its_area"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

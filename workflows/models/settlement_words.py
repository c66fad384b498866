"""The words in which a town settles comments: what it calls the outcomes, and reasonings it keeps ready."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..base_page import BASE_PAGE_MODEL
from ..remembering import remembered
from .settlements import SettlementOutcome


class OutcomeLabelQuerySet(models.QuerySet):
    """Labels by the place they hold at."""

    def at(self, path: str) -> dict[str, str]:
        """Return what the outcomes are called at the path of a page; the nearest place above it decides."""
        rows = remembered("outcome labels", self.with_paths)
        return {outcome: label for place, outcome, label in rows if path.startswith(place)}

    def with_paths(self) -> list[tuple[str, str, str]]:
        """Every label with the path of its place, those of outer places first. A site has a handful."""
        rows = self.values_list("place__path", "outcome", "label")
        return sorted(rows, key=lambda row: len(row[0]))


class OutcomeLabel(models.Model):
    """At a place in the tree and below it, an outcome is called by the town's own word."""

    place = models.ForeignKey(
        BASE_PAGE_MODEL,
        on_delete=models.CASCADE,
        related_name="kpss_outcome_labels",
        verbose_name=_("place"),
    )
    outcome = models.CharField(_("outcome"), max_length=20, choices=SettlementOutcome)
    label = models.CharField(_("label"), max_length=60)

    objects = OutcomeLabelQuerySet.as_manager()

    class Meta:
        verbose_name = _("label of an outcome")
        verbose_name_plural = _("labels of outcomes")
        constraints = [
            models.UniqueConstraint(fields=["place", "outcome"], name="kpss_outcome_labelled_once"),
        ]

    def __str__(self) -> str:
        return self.label


class ReadyReasoningQuerySet(models.QuerySet):
    """Ready reasonings by the place they hold at."""

    def at(self, page: Any) -> list[ReadyReasoning]:
        """Return the rows of a place and of the places above it, those of outer places first."""
        rows = self.filter(place__in=page.get_ancestors(inclusive=True)).select_related("place")
        return sorted(rows, key=lambda row: (len(row.place.path), row.pk))


class ReadyReasoning(models.Model):
    """A reasoning kept ready at a place and below it: one of the town's own, or a shipped one it words otherwise.

    ``key`` names a shipped one, and is empty for the town's own. A shipped one that is not offered is gone here.
    """

    place = models.ForeignKey(
        BASE_PAGE_MODEL,
        on_delete=models.CASCADE,
        related_name="kpss_ready_reasonings",
        verbose_name=_("place"),
    )
    key = models.SlugField(pgettext_lazy("of a thing", "name"), max_length=20, blank=True)
    title = models.CharField(_("title"), max_length=80)
    text = models.TextField(_("text"))
    is_offered = models.BooleanField(_("offered"), default=True)

    objects = ReadyReasoningQuerySet.as_manager()

    class Meta:
        verbose_name = _("ready reasoning")
        verbose_name_plural = _("ready reasonings")
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "key"],
                condition=~models.Q(key=""),
                name="kpss_shipped_reasoning_worded_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title

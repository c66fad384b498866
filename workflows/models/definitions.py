"""The loaded definition: the only truth about states and transitions."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..base_page import BASE_PAGE_MODEL
from ..definition import Definition
from ..loading.toml import read
from ..remembering import remembered

NOWHERE = ""
"""The path of a page that is not in the tree yet."""


class WorkflowDefinitionQuerySet(models.QuerySet):
    """Definitions by what they govern."""

    def governing(self, page: Any) -> WorkflowDefinition | None:
        """Return the definition that governs this page as the root of a bundle, or ``None``."""
        return self.for_type(page._meta.label, page.path or NOWHERE)

    def for_type(self, page_type: str, path: str = NOWHERE) -> WorkflowDefinition | None:
        """Return the definition that governs pages of this type at a place in the tree, or ``None``.

        The nearest choice made at the place or above it is stronger than what the definitions say of themselves. Few
        definitions are ever loaded, and a list in JSON is not searched alike by every database.
        """
        found: tuple[int, WorkflowDefinition | None] = (-1, None)
        for row in remembered("definitions", self.with_choices):
            if row.chosen_type == page_type and path.startswith(row.chosen_path):
                found = max(found, (len(row.chosen_path), row), key=_nearness)
            elif page_type in row.definition.page_types:
                found = max(found, (0, row), key=_nearness)
        return found[1]

    def with_choices(self) -> list[WorkflowDefinition]:
        """Every definition, once for each choice of it, or once without any."""
        chosen = models.F("choices__page_type"), models.F("choices__place__path")
        return list(self.annotate(chosen_type=chosen[0], chosen_path=chosen[1]))


def _nearness(found: tuple[int, Any]) -> int:
    return found[0]


class WorkflowDefinition(models.Model):
    """A definition as it was loaded, and the Wagtail workflow that was written from it."""

    name = models.SlugField(pgettext_lazy("of a thing", "name"), unique=True)
    source = models.TextField(
        _("source"), help_text=_("TOML in its one form, as kpss_dump_workflow writes it.")
    )
    workflow = models.OneToOneField(
        "wagtailcore.Workflow",
        on_delete=models.PROTECT,
        related_name="kpss_definition",
        verbose_name=_("workflow"),
    )
    loaded_at = models.DateTimeField(_("loaded at"), auto_now=True)

    objects = WorkflowDefinitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("workflow definition")
        verbose_name_plural = _("workflow definitions")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def definition(self) -> Definition:
        """The process as a value."""
        return read(self.source)


class DefinitionChoice(models.Model):
    """At a place in the tree and below it, a page type follows another definition than elsewhere."""

    place = models.ForeignKey(
        BASE_PAGE_MODEL, on_delete=models.CASCADE, related_name="kpss_choices", verbose_name=_("place")
    )
    page_type = models.CharField(
        _("page type"), max_length=120, help_text=_("The model's label, such as “kpss_pages.PlanPage”.")
    )
    definition = models.ForeignKey(
        WorkflowDefinition,
        on_delete=models.CASCADE,
        related_name="choices",
        verbose_name=_("workflow definition"),
    )

    class Meta:
        verbose_name = _("choice of a workflow")
        verbose_name_plural = _("choices of workflows")
        constraints = [
            models.UniqueConstraint(fields=["place", "page_type"], name="kpss_one_choice_per_place"),
        ]

    def __str__(self) -> str:
        return f"{self.page_type}: {self.definition}"

"""The loaded definition: the only truth about states and transitions."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..definition import Definition
from ..loading.toml import parse


class WorkflowDefinitionQuerySet(models.QuerySet):
    """Definitions by what they govern."""

    def governing(self, page_type: str) -> "WorkflowDefinition | None":
        """Return the definition that names this model label, or ``None``.

        Few definitions are ever loaded, and a list in JSON is not searched alike by every database.
        """
        return next((row for row in self if page_type in row.definition.page_types), None)


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
        return parse(self.source)

"""Organisations that take part in planning, and those of them that provide services."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel

from ..folding import fold
from .register_entries import PORTAL_PANEL, RegisterEntry

is_ico = RegexValidator(r"\A[0-9]{8}\Z", _("An identification number (IČO) has exactly eight digits."))


class Organisation(RegisterEntry):
    """An office, association, company or other body of one portal."""

    name = models.CharField(pgettext_lazy("of a thing", "name"), max_length=255)
    short_name = models.CharField(_("short name"), max_length=80, blank=True)
    ico = models.CharField(
        _("identification number (IČO)"),
        max_length=8,
        blank=True,
        validators=[is_ico],
        help_text=_("Eight digits, with the zeros at the beginning."),
    )
    role = models.CharField(
        _("role"),
        max_length=255,
        blank=True,
        help_text=_("What the organisation does in planning, for example the author of the plan."),
    )
    is_provider = models.BooleanField(
        _("provides social services"),
        default=False,
        help_text=_("Providers can be chosen on the pages of services."),
    )

    searchable_name = models.TextField(editable=False, blank=True)

    panels = [
        PORTAL_PANEL,
        FieldPanel("name"),
        FieldPanel("short_name"),
        FieldPanel("ico"),
        FieldPanel("role"),
        FieldPanel("is_provider"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.UniqueConstraint(
                fields=["portal", "ico"],
                condition=~models.Q(ico=""),
                name="kpss_organisation_once_per_portal",
                violation_error_message=_("This portal already has an organisation with this number."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_document_words(self) -> list[str]:
        """What the document of a page says of the organisation: what readers see."""
        return [self.name]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the names in the form in which the list of services searches them."""
        self.searchable_name = fold(f"{self.name} {self.short_name}")
        super().save(*args, **_saving_also("searchable_name", kwargs))


class ProviderManager(models.Manager):
    """Sees providers only."""

    def get_queryset(self) -> models.QuerySet:
        """Leave out organisations that provide nothing."""
        return super().get_queryset().filter(is_provider=True)


class Provider(Organisation):
    """An organisation in its role of a provider of social services; the register of providers lists these."""

    objects = ProviderManager()

    panels = [panel for panel in Organisation.panels if panel.clean_name != "is_provider"]

    class Meta:
        proxy = True
        verbose_name = _("provider")
        verbose_name_plural = _("providers")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Whoever is entered into the register of providers is one."""
        self.is_provider = True
        super().save(*args, **_saving_also("is_provider", kwargs))


def _saving_also(field: str, options: dict[str, Any]) -> dict[str, Any]:
    """Let a partial save (``update_fields``) take along a field that follows from the others."""
    if options.get("update_fields") is None:
        return options
    return options | {"update_fields": {*options["update_fields"], field}}

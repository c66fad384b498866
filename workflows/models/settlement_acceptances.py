"""A meeting accepted settlements: one act for all of them or for chosen ones."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..templatetags.kpss import czdate
from .consultations import Consultation


class SettlementAcceptance(models.Model):
    """Who accepted settlements, when, and where it is written down."""

    consultation = models.ForeignKey(
        Consultation,
        on_delete=models.CASCADE,
        related_name="acceptances",
        verbose_name=_("public consultation"),
    )
    held_on = models.DateField(_("day of the meeting"))
    body = models.CharField(_("who accepted"), max_length=255)
    minutes = models.CharField(
        _("minutes"), max_length=500, blank=True, help_text=_("Their number or address.")
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)

    class Meta:
        verbose_name = _("acceptance of settlements")
        verbose_name_plural = _("acceptances of settlements")
        ordering = ["consultation", "held_on", "pk"]

    def __str__(self) -> str:
        return f"{self.body} {czdate(self.held_on)}"

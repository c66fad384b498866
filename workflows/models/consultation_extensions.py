"""More time for comments, given while they were still received."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .consultations import Consultation


class ConsultationExtension(models.Model):
    """One extension: until when it should have lasted, until when it lasts, and why. Public."""

    consultation = models.ForeignKey(
        Consultation,
        on_delete=models.CASCADE,
        related_name="extensions",
        verbose_name=_("public consultation"),
    )
    closed_at_before = models.DateTimeField(_("should have closed at"))
    closes_at = models.DateTimeField(_("closes at"))
    reason = models.TextField(_("reason"))
    extended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("extended by"),
    )
    extended_at = models.DateTimeField(_("extended at"), default=timezone.now)

    class Meta:
        verbose_name = _("extension of a consultation")
        verbose_name_plural = _("extensions of consultations")
        ordering = ["consultation", "extended_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("closed_at_before")),
                name="kpss_extension_gives_more_time",
                violation_error_message=_("An extension ends later than what it extends."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultation} → {self.closes_at:%Y-%m-%d}"

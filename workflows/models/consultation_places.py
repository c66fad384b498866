"""Where people read a draft on paper, ask about it and speak about it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .consultations import Consultation


class PlaceKind(models.TextChoices):
    """What happens at a place."""

    VIEWING = "viewing", _("the draft can be read here")
    ADVICE = "advice", _("the draft is explained here")
    HEARING = "hearing", _("public hearing")


class ConsultationPlace(models.Model):
    """A place of a consultation with its hours; a hearing has one beginning."""

    consultation = models.ForeignKey(
        Consultation,
        on_delete=models.CASCADE,
        related_name="places",
        verbose_name=_("public consultation"),
    )
    kind = models.CharField(_("kind of place"), max_length=10, choices=PlaceKind)
    place = models.CharField(_("place"), max_length=255, help_text=_("Building, street, room."))
    hours = models.CharField(
        _("hours"), max_length=255, blank=True, help_text=_("For example Mo and We 8–17.")
    )
    starts_at = models.DateTimeField(
        _("begins at"), null=True, blank=True, help_text=_("The beginning of a public hearing.")
    )

    class Meta:
        verbose_name = _("place of a consultation")
        verbose_name_plural = _("places of consultations")
        ordering = ["consultation", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="hearing", starts_at__isnull=True),
                name="kpss_hearing_has_a_beginning",
                violation_error_message=_("Say when the public hearing begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.place

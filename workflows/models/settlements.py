"""Settlement of a comment: its outcome and the reasoning."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .comments import Comment


class SettlementOutcome(models.TextChoices):
    """The five outcomes of the field's glossary."""

    ACCEPTED = "accepted", _("accepted")
    PARTLY_ACCEPTED = "partly_accepted", _("partly accepted")
    REJECTED = "rejected", _("rejected")
    NOTED = "noted", _("noted")
    REFERRED = "referred", _("referred")


class Settlement(models.Model):
    """What became of a comment. Public from the one act of publication on, and fixed since."""

    comment = models.OneToOneField(
        Comment,
        on_delete=models.CASCADE,
        related_name="settlement",
        verbose_name=pgettext_lazy("of the public", "comment"),
    )
    outcome = models.CharField(_("outcome"), max_length=20, choices=SettlementOutcome)
    reasoning = models.TextField(_("reasoning"))
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("settled by"),
    )
    settled_at = models.DateTimeField(_("settled at"), default=timezone.now)

    class Meta:
        verbose_name = _("settlement")
        verbose_name_plural = _("settlements")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reasoning=""),
                name="kpss_settlement_has_reasoning",
                violation_error_message=_("Every outcome needs its reasoning."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.comment}: {self.get_outcome_display()}"

"""Settlement of a comment: its outcome and the reasoning."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .comments import Comment
from .settlement_acceptances import SettlementAcceptance


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
    is_ready = models.BooleanField(
        _("ready"), default=True, help_text=_("The settlement may be published as it stands.")
    )
    acceptance = models.ForeignKey(
        SettlementAcceptance,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="settlements",
        verbose_name=_("accepted"),
    )
    passage_page = models.BigIntegerField(_("page of the changed passage"), null=True, blank=True)
    passage_part = models.CharField(
        _("changed passage"),
        max_length=36,
        blank=True,
        help_text=_("Where the text was changed because of the comment."),
    )
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

    def get_outcome_display(self) -> str:
        """The outcome as the town calls it."""
        from ..settlement_words import outcome_name

        return outcome_name(self.outcome, self.comment)


class SettlementWording(models.Model):
    """How a settlement read before, and who had written it so. Every change leaves one."""

    settlement = models.ForeignKey(
        Settlement, on_delete=models.CASCADE, related_name="former_wordings", verbose_name=_("settlement")
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
    settled_at = models.DateTimeField(_("settled at"))

    class Meta:
        verbose_name = _("former wording of a settlement")
        verbose_name_plural = _("former wordings of settlements")
        ordering = ["settlement", "settled_at", "pk"]

    def __str__(self) -> str:
        return f"{self.settlement.comment}: {self.get_outcome_display()}"

    def get_outcome_display(self) -> str:
        """The outcome as the town calls it."""
        from ..settlement_words import outcome_name

        return outcome_name(self.outcome, self.settlement.comment)

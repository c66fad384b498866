"""What readers of an internal version answered."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .internal_versions import InternalVersion
from .reading_invitations import ReadingInvitation


class OpinionKind(models.TextChoices):
    """The two answers there are."""

    AGREE = "agree", _("I agree")
    REMARKS = "remarks", _("I have remarks")


class OpinionQuerySet(models.QuerySet):
    """Answers that count."""

    def standing(self) -> OpinionQuerySet:
        """Answers that their reader has not replaced by another."""
        return self.filter(replaced_at__isnull=True)


class Opinion(models.Model):
    """One answer of one reader to one version. A later answer replaces it, and it stays to be looked at.

    A reader is an invitation or an account; of an account the name is kept beside, because accounts are deleted.
    """

    version = models.ForeignKey(
        InternalVersion,
        on_delete=models.CASCADE,
        related_name="opinions",
        verbose_name=_("internal version"),
    )
    invitation = models.ForeignKey(
        ReadingInvitation,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="opinions",
        verbose_name=_("invitation"),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("account"),
    )
    user_name = models.CharField(_("name of the account"), max_length=255, blank=True)
    kind = models.CharField(_("opinion"), max_length=10, choices=OpinionKind)
    text = models.TextField(_("remarks"), blank=True)
    given_at = models.DateTimeField(_("given at"), default=timezone.now)
    replaced_at = models.DateTimeField(_("replaced at"), null=True, blank=True)

    objects = OpinionQuerySet.as_manager()

    class Meta:
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        ordering = ["version", "given_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["invitation"],
                condition=models.Q(replaced_at__isnull=True, invitation__isnull=False),
                name="kpss_one_opinion_a_link",
            ),
            models.UniqueConstraint(
                fields=["version", "user"],
                condition=models.Q(replaced_at__isnull=True, user__isnull=False),
                name="kpss_one_opinion_an_account",
            ),
            models.CheckConstraint(
                condition=models.Q(invitation__isnull=False) | ~models.Q(user_name=""),
                name="kpss_opinion_is_somebodys",
                violation_error_message=_("An opinion belongs to an invitation or to an account."),
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="remarks", text=""),
                name="kpss_remarks_have_words",
                violation_error_message=_("Write your remarks."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def reader(self) -> str:
        """How the administration calls the person."""
        return self.user_name or self.invitation.reader

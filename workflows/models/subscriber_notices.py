"""What subscribers are told, and how far the telling has come."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .snapshots import Snapshot


class NoticeKind(models.TextChoices):
    """What happened."""

    OPENED = "opened", _("consultation opened")
    CLOSING = "closing", _("consultation closes soon")
    EXTENDED = "extended", _("consultation extended")
    SETTLED = "settled", _("settlement published")
    APPROVED = "approved", _("approved wording published")


class SubscriberNotice(models.Model):
    """One event that is told once. ``occasion`` names it, so that no second clock tells it again.

    ``last_told`` is the key of the subscription told last; whoever goes on after a crash begins behind it. A notice is
    over when all its mail is gone, or when it is no longer true.
    """

    occasion = models.CharField(_("occasion"), max_length=100, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=NoticeKind)
    snapshot = models.ForeignKey(
        Snapshot, on_delete=models.CASCADE, related_name="notices", verbose_name=_("frozen version")
    )
    occurred_at = models.DateTimeField(_("happened at"))
    noted_at = models.DateTimeField(_("noted at"), default=timezone.now)
    last_told = models.BigIntegerField(_("subscription told last"), default=0)
    told_at = models.DateTimeField(_("everybody told at"), null=True, blank=True)
    over_at = models.DateTimeField(_("over at"), null=True, blank=True)

    class Meta:
        verbose_name = _("notice for subscribers")
        verbose_name_plural = _("notices for subscribers")
        ordering = ["occurred_at", "pk"]

    def __str__(self) -> str:
        return self.occasion

    @property
    def mail_prefix(self) -> str:
        """What the keys of its mails begin with; the subscription's number follows."""
        return f"news-{self.pk}-"

"""Public consultations of frozen versions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..town_time import in_town
from .snapshots import Snapshot


class ConsultationQuerySet(models.QuerySet):
    """Consultations by page and by time. Every answer takes the moment it is asked for."""

    def of_page(self, page: Any) -> ConsultationQuerySet:
        """Consultations on versions of this page."""
        return self.filter(snapshot__page_id=page.pk)

    def valid(self) -> ConsultationQuerySet:
        """Without those that were withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def open(self, now: datetime | None = None) -> ConsultationQuerySet:
        """Those one may write to at this moment."""
        moment = now or timezone.now()
        return self.valid().filter(opens_at__lte=moment, closes_at__gt=moment)

    def latest_of(self, page: Any) -> Consultation | None:
        """The newest consultation on the page that was not withdrawn."""
        return self.of_page(page).valid().select_related("snapshot").order_by("-snapshot__number").first()


class WhenShown(models.TextChoices):
    """When the public reads a released comment."""

    RELEASED = "released", _("as soon as an official has released them")
    SETTLED = "settled", _("together with their settlement")


class WhatCounts(models.TextChoices):
    """Which moment of a letter must lie within the period."""

    SENT = "sent", _("the day of sending; of a letter the postmark")
    DELIVERED = "delivered", _("the moment of delivery to the town hall")


class Consultation(models.Model):
    """What the public was shown, until when, and by which rules.

    Once opened it only gains: more time, places, a withdrawal, the last number given, the publication of its
    settlements. ``closes_at`` is when writing stops now; what it was before stands in its extensions.
    """

    snapshot = models.OneToOneField(
        Snapshot, on_delete=models.PROTECT, related_name="consultation", verbose_name=_("frozen version")
    )
    opens_at = models.DateTimeField(_("opens at"))
    closes_at = models.DateTimeField(_("closes at"))
    contact = models.TextField(
        _("contact"),
        help_text=_("Where else one may comment or ask: address, e-mail, telephone, office hours."),
    )
    introduction = models.TextField(
        _("introduction"), blank=True, help_text=_("A few words for the public: what the draft is about.")
    )
    data_notice = models.TextField(
        _("information on personal data"),
        blank=True,
        help_text=_("Who processes the data, why, for how long and which rights people have."),
    )
    shown = models.CharField(
        _("comments are read in public"), max_length=10, choices=WhenShown, default=WhenShown.RELEASED
    )
    counts = models.CharField(_("what counts"), max_length=10, choices=WhatCounts, default=WhatCounts.SENT)
    takes_late = models.BooleanField(_("late comments are taken and marked late"), default=True)
    takes_files = models.BooleanField(_("people may send files"), default=False)
    settled_by = models.DateField(
        _("settlement promised by"),
        null=True,
        blank=True,
        help_text=_("People read this date, and whoever settles is reminded of it."),
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("opened by"),
    )
    opened_at = models.DateTimeField(_("decided to open at"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("withdrawn by"),
    )
    withdrawal_reason = models.TextField(_("reason of the withdrawal"), blank=True)
    settlements_published_at = models.DateTimeField(_("settlements published at"), null=True, blank=True)
    outcome_labels = models.JSONField(
        _("what outcomes were called when the settlements were published"), default=dict, blank=True
    )
    last_submission_number = models.PositiveIntegerField(_("last number given"), default=0)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = _("public consultation")
        verbose_name_plural = _("public consultations")
        ordering = ["-opens_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")),
                name="kpss_consultation_closes_after_opening",
                violation_error_message=_("The consultation must close after it opens."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.snapshot} {in_town(self.opens_at):%Y-%m-%d}"

    @property
    def is_withdrawn(self) -> bool:
        """It was opened by mistake and taken back."""
        return self.withdrawn_at is not None

    @property
    def settlements_are_public(self) -> bool:
        """The one act of publication has happened."""
        return self.settlements_published_at is not None

    @property
    def comments_are_public(self) -> bool:
        """Released comments are read by everybody, or wait for their settlement."""
        return self.shown == WhenShown.RELEASED or self.settlements_are_public

    def has_opened(self, now: datetime | None = None) -> bool:
        """The opening second has come."""
        return not self.is_withdrawn and self.opens_at <= (now or timezone.now())

    def is_open(self, now: datetime | None = None) -> bool:
        """One may write at this moment: from the opening second on, no longer at the closing second."""
        moment = now or timezone.now()
        return self.has_opened(moment) and moment < self.closes_at

    def takes_comments(self, now: datetime | None = None) -> bool:
        """One may write at this moment: in time, or late as long as nothing has been concluded from what came."""
        moment = now or timezone.now()
        return self.is_open(moment) or self.takes_late_comments(moment)

    def takes_late_comments(self, now: datetime | None = None) -> bool:
        """Writing in time has ended, and what comes late is still taken and marked so."""
        moment = now or timezone.now()
        is_late = self.has_opened(moment) and self.is_over(moment)
        return is_late and self.takes_late and not self.settlements_are_public

    def is_over(self, now: datetime | None = None) -> bool:
        """The closing second has come, whether or not any job has noticed."""
        return self.closes_at <= (now or timezone.now())

"""Mail that waits to be sent, in the same database as what it tells of."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OutgoingMailQuerySet(models.QuerySet):
    """Mail by what has become of it."""

    def waiting(self) -> OutgoingMailQuerySet:
        """Neither sent nor given up."""
        return self.filter(sent_at__isnull=True, failed_at__isnull=True)

    def due(self, now: datetime) -> OutgoingMailQuerySet:
        """Waiting, and its next try has come; the longest overdue first."""
        return self.waiting().filter(next_try_at__lte=now).order_by("next_try_at", "pk")

    def in_trouble(self) -> OutgoingMailQuerySet:
        """Tried in vain or given up; the given up first."""
        known = self.filter(sent_at__isnull=True, tries__gt=0)
        return known.order_by(models.F("failed_at").desc(nulls_last=True), "next_try_at", "pk")

    def dead(self) -> OutgoingMailQuerySet:
        """Given up after the last try; a person decides what becomes of it."""
        return self.filter(failed_at__isnull=False)


class OutgoingMail(models.Model):
    """One mail to one person.

    The key says what the mail is about and never whom it goes to: it stays after the address is erased, so that
    the same thing is not told twice.
    """

    key = models.CharField(_("key"), max_length=200, unique=True)
    to = models.EmailField(_("to"), blank=True)
    subject = models.CharField(_("subject"), max_length=255, blank=True)
    text = models.TextField(_("text"), blank=True)
    html = models.TextField(_("text with markup"), blank=True)
    unsubscribe = models.URLField(
        _("address to unsubscribe at"), max_length=500, blank=True, help_text=_("Mail programs offer it.")
    )
    created_at = models.DateTimeField(_("written at"), default=timezone.now)
    next_try_at = models.DateTimeField(_("next try at"), default=timezone.now)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    failed_at = models.DateTimeField(_("given up at"), null=True, blank=True)
    last_error = models.CharField(_("last error"), max_length=100, blank=True)

    is_new = False
    """It was written just now, and not by an earlier call with the same key."""

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mail")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sent_at__isnull=True) | models.Q(failed_at__isnull=True),
                name="kpss_mail_is_sent_or_given_up",
                violation_error_message=_("A mail that was sent cannot have been given up."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                name="kpss_mail_that_waits",
                condition=models.Q(sent_at__isnull=True, failed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        # What Wagtail's log calls it, which must not remember people.
        return self.key

    @property
    def is_waiting(self) -> bool:
        """It will be tried again by itself."""
        return self.sent_at is None and self.failed_at is None

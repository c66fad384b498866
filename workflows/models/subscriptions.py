"""Who wants to be told by e-mail what becomes of a page, or of all pages below it: an address and no account."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..base_page import BASE_PAGE_MODEL


def normalised(email: str) -> str:
    """Return an address as it is compared and stored: without spaces around it and in small letters."""
    return email.strip().lower()


class SubscriptionQuerySet(models.QuerySet):
    """Subscriptions by whose they are and by whether anybody has confirmed them."""

    def of_address(self, email: str) -> SubscriptionQuerySet:
        """All of one person."""
        return self.filter(email=normalised(email))

    def confirmed(self) -> SubscriptionQuerySet:
        """Those to which whoever reads the mail of the address has said yes."""
        return self.filter(confirmed_at__isnull=False)

    def telling_of(self, page: Any) -> SubscriptionQuerySet:
        """Confirmed ones to a page, or to any page above it."""
        places = page.get_ancestors(inclusive=True).order_by().values("pk")
        return self.confirmed().filter(place__in=places)

    def unconfirmed_since(self, moment: datetime) -> SubscriptionQuerySet:
        """Those nobody has said yes to, last asked for before this moment."""
        return self.filter(confirmed_at__isnull=True, asked_at__lt=moment)


class Subscription(models.Model):
    """One address and one place. ``place`` is a page; what happens to any page below it is told as well.

    ``key`` stands, signed, in the links of the mails. The row goes when the person unsubscribes.
    """

    place = models.ForeignKey(
        BASE_PAGE_MODEL, on_delete=models.CASCADE, related_name="kpss_subscriptions", verbose_name=_("page")
    )
    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language"), max_length=20)
    key = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    asked_at = models.DateTimeField(_("asked for at"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription to news")
        verbose_name_plural = _("subscriptions to news")
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["place", "email"], name="kpss_one_subscription_a_place"),
        ]

    def __str__(self) -> str:
        # Logs and lists of the admin must not remember people.
        return str(self.pk)

    @property
    def mail_prefix(self) -> str:
        """What the keys of the mails about the subscription itself begin with."""
        return f"subscription-{self.pk}-"

"""How much came from one part of the network lately. Kept in the database, because every process must see it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class IntakeTally(models.Model):
    """A count for a while. ``source`` is a salted fingerprint that changes every day and tells no address."""

    source = models.CharField(_("source"), max_length=64)
    begins_at = models.DateTimeField(_("begins at"))
    count = models.PositiveIntegerField(_("count"), default=0)

    class Meta:
        verbose_name = _("tally of what came in")
        verbose_name_plural = _("tallies of what came in")
        constraints = [
            models.UniqueConstraint(fields=["source", "begins_at"], name="kpss_one_tally_a_while"),
        ]

    def __str__(self) -> str:
        return f"{self.begins_at:%Y-%m-%d %H:%M}: {self.count}"

"""Who does a thing that one process at a time should do."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Lease(models.Model):
    """A lock with an end, so that whoever holds it and hangs or dies does not hold it for ever."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    holder = models.CharField(_("held by"), max_length=255, blank=True)
    held_until = models.DateTimeField(_("held until"))

    class Meta:
        verbose_name = _("lease")
        verbose_name_plural = _("leases")

    def __str__(self) -> str:
        return self.name

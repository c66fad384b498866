"""When each job of the clock last ran, and how it went."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Heartbeat(models.Model):
    """One job, or the whole tick; one row each, overwritten by every run."""

    job = models.CharField(_("job"), max_length=100, unique=True)
    last_started = models.DateTimeField(_("last started"), null=True, blank=True)
    last_finished = models.DateTimeField(_("last finished"), null=True, blank=True)
    last_done = models.PositiveIntegerField(_("done"), default=0)
    last_failed = models.PositiveIntegerField(_("failed"), default=0)
    last_error = models.TextField(_("last error"), blank=True)

    class Meta:
        verbose_name = _("run of a job")
        verbose_name_plural = _("runs of jobs")
        ordering = ["job"]

    def __str__(self) -> str:
        return self.job

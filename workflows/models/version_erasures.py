"""Personal data that were erased from a frozen version."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .snapshots import Snapshot


class VersionErasure(models.Model):
    """When a personal detail was erased from a version, and what the version was called by its fingerprint before.

    It holds nothing of what was erased. The log holds the same two fingerprints, sealed.
    """

    snapshot = models.ForeignKey(
        Snapshot, on_delete=models.CASCADE, related_name="erasures", verbose_name=_("frozen version")
    )
    former_sha256 = models.CharField(_("former fingerprint"), max_length=64)
    sha256 = models.CharField(_("fingerprint"), max_length=64)
    erased_at = models.DateTimeField(_("erased at"), default=timezone.now)
    erased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("erased by"),
    )

    class Meta:
        verbose_name = _("erasure from a frozen version")
        verbose_name_plural = _("erasures from frozen versions")
        ordering = ["snapshot", "erased_at", "pk"]

    def __str__(self) -> str:
        return f"{self.snapshot} ({self.erased_at:%Y-%m-%d})"

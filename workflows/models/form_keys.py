"""One-time keys of forms, so that a second click does nothing twice."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FormKey(models.Model):
    """A form that has been carried out, what it said (as a fingerprint) and where it led."""

    key = models.UUIDField(_("key"), primary_key=True)
    fingerprint = models.CharField(_("fingerprint of the content"), max_length=64)
    result = models.CharField(_("result"), max_length=500, blank=True)
    used_at = models.DateTimeField(_("used at"), auto_now_add=True)

    class Meta:
        verbose_name = _("one-time key")
        verbose_name_plural = _("one-time keys")

    def __str__(self) -> str:
        return str(self.key)

"""The chain that shows whether the log was changed afterwards."""

from __future__ import annotations

import secrets

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def new_salt() -> str:
    """Return 32 random hexadecimal digits."""
    return secrets.token_hex(16)


class LogSeal(models.Model):
    """One entry of the log in the chain: each seal holds the one before it.

    What concerns a person (who it was, the words) is kept as a salted fingerprint only, so erasing it from the entry
    and emptying the salt leaves the chain whole and nothing to guess from. The entry that tells of the erasure names
    every entry whose salt it emptied.
    """

    entry_id = models.BigIntegerField(_("entry of the log"), unique=True)
    salt = models.CharField(_("salt"), max_length=32, default=new_salt, blank=True)
    facts = models.CharField(_("fingerprint of the facts"), max_length=64)
    person = models.CharField(_("salted fingerprint of the person and the words"), max_length=64)
    chain = models.CharField(_("fingerprint of the chain so far"), max_length=64)
    sealed_at = models.DateTimeField(_("sealed at"), default=timezone.now)

    class Meta:
        verbose_name = _("seal of the log")
        verbose_name_plural = _("seals of the log")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.chain[:12]}"

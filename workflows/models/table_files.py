"""Files of settlement tables, made ahead by the clock and kept apart from what the web server gives away."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..storage import private_storage
from .consultations import Consultation

FOLDER = "tables"


def stored_name(file: TableFile, filename: str) -> str:
    """Name the file by a secret: two that write the same table at once do not meet."""
    return f"{FOLDER}/{file.making_id}/{secrets.token_urlsafe(24)}"


class TableMaking(models.Model):
    """One kind of file of one table: what it was made of, or how far its making has come.

    ``state`` names what the table held, so that a file of another state is given to nobody. There is one row for the
    public table and one for the working version that somebody at the desk asked for.
    """

    consultation = models.ForeignKey(
        Consultation,
        on_delete=models.CASCADE,
        related_name="table_makings",
        verbose_name=_("public consultation"),
    )
    kind = models.CharField(_("kind of file"), max_length=8)
    is_working = models.BooleanField(_("working version"), default=False)
    state = models.CharField(_("state of the table"), max_length=64, blank=True)
    rows_total = models.PositiveIntegerField(_("comments"), default=0)
    rows_done = models.PositiveIntegerField(_("comments written"), default=0)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("asked for by"),
    )
    asked_at = models.DateTimeField(_("asked for at"), default=timezone.now)
    made_at = models.DateTimeField(_("made at"), null=True, blank=True)

    class Meta:
        verbose_name = _("making of a settlement table")
        verbose_name_plural = _("makings of settlement tables")
        ordering = ["consultation", "is_working", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "kind", "is_working"], name="kpss_table_made_once_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultation} {self.kind}"

    @property
    def percent(self) -> int:
        """How far it has come."""
        return 100 * self.rows_done // self.rows_total if self.rows_total else 0


class TableFile(models.Model):
    """One volume of a table; ``number`` is 0 where it is the only one. ``size`` is in bytes."""

    making = models.ForeignKey(
        TableMaking,
        on_delete=models.CASCADE,
        related_name="files",
        verbose_name=_("making of a settlement table"),
    )
    number = models.PositiveIntegerField(_("volume"), default=0)
    first = models.CharField(_("first comment"), max_length=40, blank=True)
    last = models.CharField(_("last comment"), max_length=40, blank=True)
    file = models.FileField(_("file"), storage=private_storage, upload_to=stored_name, max_length=255)
    size = models.PositiveBigIntegerField(_("size"))

    class Meta:
        verbose_name = _("file of a settlement table")
        verbose_name_plural = _("files of settlement tables")
        ordering = ["making", "number"]
        constraints = [
            models.UniqueConstraint(fields=["making", "number"], name="kpss_table_volume_numbered_once"),
        ]

    def __str__(self) -> str:
        return f"{self.making} {self.number}"

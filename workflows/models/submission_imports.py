"""Files of letters that were brought to be entered: kept apart until somebody confirms, and remembered once entered."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..storage import private_storage
from .consultations import Consultation
from .submissions import Channel, new_token


def stored_name(upload: SubmissionImport, filename: str) -> str:
    """Name the file by a secret; what it was called stands in the row only."""
    return f"imports/{upload.consultation_id}/{new_token()}"


class SubmissionImport(models.Model):
    """A file of letters. Its bytes stay until it is entered or a day has passed; one file is entered once.

    ``channel`` and ``received_at`` count where the file itself does not say; ``count`` is how many comments it held.
    """

    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="imports", verbose_name=_("public consultation")
    )
    token = models.CharField(_("token"), max_length=64, unique=True, default=new_token)
    file = models.FileField(
        _("file"), storage=private_storage, upload_to=stored_name, max_length=255, blank=True
    )
    name = models.CharField(_("name of the file"), max_length=255)
    sha256 = models.CharField(_("fingerprint"), max_length=64)
    channel = models.CharField(_("channel"), max_length=20, choices=Channel, blank=True)
    received_at = models.DateTimeField(_("received at"), null=True, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("brought by"),
    )
    uploaded_at = models.DateTimeField(_("brought at"), default=timezone.now)
    entered_at = models.DateTimeField(_("entered at"), null=True, blank=True)
    count = models.PositiveIntegerField(_("number of comments"), default=0)

    class Meta:
        verbose_name = _("file of letters")
        verbose_name_plural = _("files of letters")
        ordering = ["consultation", "uploaded_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "sha256"],
                condition=models.Q(entered_at__isnull=False),
                name="kpss_file_of_letters_entered_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.uploaded_at:%Y-%m-%d})"

    @property
    def is_entered(self) -> bool:
        """Its letters stand in the register."""
        return self.entered_at is not None

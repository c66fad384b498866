"""Files that came with a submission. They are stored apart from what the web server gives away."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..storage import private_storage
from .submissions import Submission, new_token


def stored_name(file: SubmissionFile, filename: str) -> str:
    """Name the file by a secret; what its sender called it stands in the row only."""
    return f"submissions/{file.submission_id}/{new_token()}"


class FileKind(models.TextChoices):
    """How the file came."""

    ATTACHMENT = "attachment", _("sent with the submission")
    SCAN = "scan", _("scan of a letter")


class SubmissionFile(models.Model):
    """One file of a submission, for the desk only: it is never served to the public.

    ``content_type`` is what the bytes are, not what a browser said of them; ``size`` is in bytes.
    """

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="files", verbose_name=_("submission")
    )
    kind = models.CharField(_("kind of file"), max_length=10, choices=FileKind, default=FileKind.ATTACHMENT)
    file = models.FileField(_("file"), storage=private_storage, upload_to=stored_name, max_length=255)
    name = models.CharField(_("name of the file"), max_length=255)
    content_type = models.CharField(_("type of the file"), max_length=100)
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(_("fingerprint"), max_length=64)

    class Meta:
        verbose_name = _("file of a submission")
        verbose_name_plural = _("files of submissions")
        ordering = ["submission", "pk"]

    def __str__(self) -> str:
        return f"{self.submission} ({self.pk})"

"""Files of letters between the preview and the confirmation: kept apart, for a day, for whoever brought them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from ..models.consultations import Consultation
from ..models.submission_imports import SubmissionImport
from .entries import Reading
from .fates import Usual
from .problems import Unreadable
from .reading import read

KEPT = timedelta(days=1)
"""How long a file waits for its confirmation."""


def keep(
    consultation: Consultation, reading: Reading, content: bytes, *, user: Any, usual: Usual
) -> SubmissionImport:
    """Store the bytes of a file where nobody reads them."""
    return SubmissionImport.objects.create(
        consultation=consultation,
        file=ContentFile(content, reading.name),
        name=reading.name,
        sha256=reading.sha256,
        channel=usual.channel,
        received_at=usual.received_at,
        uploaded_by=user,
    )


def read_again(upload: SubmissionImport, *, language: str) -> Reading:
    """Read a file that was kept. Raises :class:`Unreadable` where it is gone."""
    try:
        with upload.file.open("rb") as stream:
            content = stream.read()
    except (FileNotFoundError, ValueError) as error:
        raise Unreadable(_("The file was kept for a day and is gone. Bring it once more.")) from error
    return read(upload.name, content, language=language)


def usual_of(upload: SubmissionImport) -> Usual:
    """What counts where a kept file itself does not say."""
    return Usual(upload.channel, upload.received_at)


def forget_uploads(now: datetime) -> int:
    """Delete files that nobody confirmed within a day, with their rows; return how many there were."""
    over = SubmissionImport.objects.filter(entered_at__isnull=True, uploaded_at__lt=now - KEPT)
    return sum(_forget(upload) for upload in over)


def _forget(upload: SubmissionImport) -> bool:
    """Forget one file, unless it was entered meanwhile."""
    gone, _rows = SubmissionImport.objects.filter(pk=upload.pk, entered_at__isnull=True).delete()
    if gone:
        upload.file.delete(save=False)
    return bool(gone)

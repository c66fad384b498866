"""Speaking helpers: somebody who writes a letter with everything in it."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from workflows.actions.author import ConfirmEmail, CorrectComment
from workflows.actions.redact_comment import RedactComment
from workflows.actions.submit_comments import Remark, SubmitComments
from workflows.intake.answers import authors_to_tell
from workflows.models import Consultation, Submission

from .story import TownHall, end_consultation, release, settle

EMAIL, NAME, ORGANISATION, PHONE = (
    "jana.kanarkova@example.cz",
    "Jana Kanárková",
    "Kanárkovo sdružení",
    "777 123 456",
)
SCAN = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
TEXT = f"Prosím v úterý. {NAME}"


def write(hall: TownHall, *texts: str, **identity: Any) -> Submission:
    """She writes, names herself and sends a file."""
    Consultation.objects.update(takes_files=True)
    who = {"email": EMAIL, "name": NAME, "organisation": ORGANISATION, "role": "citizen"} | identity
    remarks = [Remark(text) for text in texts or (TEXT,)]
    files = [ContentFile(SCAN, f"{NAME}.pdf")]
    return SubmitComments(hall.consultation, remarks, identity=who, files=files).execute()


def lived(hall: TownHall, **identity: Any) -> Submission:
    """Her letter is confirmed, corrected, redacted, settled, and her answer mailed."""
    hall.until_open()
    submission = write(hall, **identity)
    ConfirmEmail(submission).execute()
    CorrectComment(submission, 1, text=f"{TEXT}, tel. {PHONE}").execute()
    comment = submission.comments.get()
    RedactComment(comment, passages=[PHONE], reason="Telefon.", user=hall.secretary).execute()
    release(comment, hall.secretary)
    settle(comment, hall.secretary, reasoning=f"Vážená paní {NAME}, vyhovíme.")
    end_consultation(hall.consultation)
    return submission


def publish_and_answer() -> None:
    """Settlements are public and everybody is told."""
    now = timezone.now()
    Consultation.objects.update(settlements_published_at=now)
    for deed in authors_to_tell(now):
        deed.act()

"""Enter many letters from one file, all or nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import signals
from ..importing.entries import Reading
from ..importing.fates import Judge, Plan, Usual
from ..log.many import log_many
from ..models.comments import Comment
from ..models.consultations import Consultation
from ..models.submission_imports import SubmissionImport
from ..models.submissions import Submission, SubmitterIdentity
from ..templatetags.kpss import czdatetime
from .base import Invalid, Refused, Stale
from .enter_submission import EnterSubmission

SHOWN = 20
"""How many mistakes a refusal lists; more help nobody."""


class ImportSubmissions(EnterSubmission):
    """Enter every letter of a file as :class:`EnterSubmission` would, under one lock and in a few queries.

    ``usual`` counts where the file does not say. ``upload`` is where the file was kept meanwhile. ``seen`` is
    :attr:`Plan.seen` of the preview; if the fates are others now, nothing happens.
    """

    log_action = "kpss_workflows.import"

    def __init__(
        self,
        consultation: Consultation,
        reading: Reading,
        *,
        user: Any,
        usual: Usual | None = None,
        upload: SubmissionImport | None = None,
        seen: str | None = None,
        now: datetime | None = None,
    ) -> None:
        usual = usual or Usual()
        received_at = now or timezone.now()
        super().__init__(consultation, [], channel=usual.channel, received_at=received_at, user=user, now=now)
        self.reading = reading
        self.usual = usual
        self.upload = upload
        self.seen = seen

    def preview(self) -> Plan:
        """Tell what would be entered, without writing or locking. Raises :class:`Refused` if nothing may be."""
        self.stand_on(Consultation.objects.select_related("snapshot").get(pk=self.pk))
        self.check_door()
        self.check_new()
        return self.judged()

    def judged(self) -> Plan:
        """The fates of all rows by what stands now."""
        return Judge(self.consultation, self.user, self.now, self.usual).judge(self.reading)

    def check(self) -> None:
        """Letters may be entered, the file is the one that was seen and is new, and nothing in it is wrong."""
        self.check_door()
        self.check_new()
        if self.upload and self.upload.sha256 != self.reading.sha256:
            raise Stale(_("The file is not the one that was shown. Bring it once more."))
        self.plan = self.judged()
        if problems := self.plan.problems:
            raise Invalid(*_listed(problems))
        if self.seen is not None and self.seen != self.plan.seen:
            raise Stale(_("Meanwhile something changed. Nothing was entered; look at the rows again."))

    def check_new(self) -> None:
        """The same file was not entered before, by whoever and however often the button is pressed."""
        before = SubmissionImport.objects.filter(
            consultation_id=self.pk, sha256=self.reading.sha256, entered_at__isnull=False
        ).first()
        if before:
            raise AlreadyEntered(
                _("This file was entered already, on %(when)s. Nothing was entered again.")
                % {"when": czdatetime(before.entered_at)}
            )

    def change(self) -> list[Submission]:
        """Number the letters as they stand in the file and store them by hundreds."""
        letters = self.plan.actions
        first = self.consultation.last_submission_number + 1
        self.consultation.last_submission_number += len(letters)
        self.consultation.save(update_fields=["last_submission_number"])
        for number, letter in enumerate(letters, first):
            letter.submission = letter.numbered(number)
        submissions = Submission.objects.bulk_create([letter.submission for letter in letters])
        SubmitterIdentity.objects.bulk_create([letter.identified() for letter in letters])
        Comment.objects.bulk_create([one for letter in letters for one in letter.comments()])
        self.remember()
        return submissions

    def remember(self) -> None:
        """Keep the name and the fingerprint of the file; its bytes are in the register now."""
        upload = self.upload or SubmissionImport(consultation=self.consultation, uploaded_by=self.user)
        stored, storage = upload.file.name, upload.file.storage
        upload.name, upload.sha256 = self.reading.name, self.reading.sha256
        upload.file, upload.entered_at, upload.count = "", self.now, len(self.reading.entries)
        upload.save()
        if stored:
            transaction.on_commit(lambda: storage.delete(stored))

    def log(self) -> None:
        """Write one entry for the file, and one for each letter as if it had been entered by itself."""
        super().log()
        entries = [letter.log_data() for letter in self.plan.actions]
        log_many(self.logged_page(), EnterSubmission.log_action, user=self.log_user(), entries=entries)

    def log_data(self) -> dict[str, Any]:
        """The file, and which numbers were given."""
        letters = self.plan.actions
        return {
            "file": self.reading.name,
            "sha256": self.reading.sha256,
            "rows": len(self.reading.entries),
            "count": len(letters),
            "first": letters[0].submission.reference,
            "last": letters[-1].submission.reference,
        }

    def tell(self, result: list[Submission]) -> None:
        """Tell of each letter."""
        for submission in result:
            signals.submission_received.send(sender=Submission, submission=submission)


class AlreadyEntered(Refused):
    """The file was entered before; the second click, the other tab or the other colleague changes nothing."""


def _listed(problems: list[Any]) -> list[str]:
    lines = [str(problem) for problem in problems[:SHOWN]]
    rest = len(problems) - SHOWN
    if rest > 0:
        more = ngettext("… and %(number)s more mistake", "… and %(number)s more mistakes", rest)
        lines.append(more % {"number": rest})
    return lines

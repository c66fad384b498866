"""Forget who commented, once the time for which we keep it is over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from ..models.comments import Comment, CommentWording
from ..models.consultations import Consultation
from ..models.submission_files import SubmissionFile
from ..models.submissions import SubmitterIdentity
from ..people import letters
from ..people.mailed import erase_mails, mails_about
from ..people.retention import AT_ONCE, letters_due
from .base import Action


class ErasePeople(Action):
    """Leave the anonymous comment, its settlement and its number; ``change`` says how many letters it came to.

    A name that was published with its author's consent goes as well: the consent was given to stand beside the
    comment while the plan is made, and nobody can be asked any more once the address is erased. The wording of the plan
    does not depend on it. One call takes :data:`AT_ONCE` letters; none are left once it returns 0.
    """

    log_action = "kpss_workflows.people_erased"
    user = None

    def __init__(self, consultation: Consultation, *, now: datetime | None = None) -> None:
        self.pk = consultation.pk
        self.now = now or timezone.now()

    def hold(self) -> None:
        """Lock the consultation, as everybody does who writes into its register."""
        self.consultation = Consultation.objects.select_for_update().get(pk=self.pk)
        self.letters = list(letters_due(self.consultation)[:AT_ONCE])

    def change(self) -> int:
        """Erase from every place that belongs to the letters."""
        keys = [letter.pk for letter in self.letters]
        mine = {"submission__in": keys}
        comments = Comment.objects.filter(**mine).select_related("submission__identity")
        former = CommentWording.objects.filter(comment__submission__in=keys).exclude(text="")
        # The words first: they are found by the names.
        letters.erase_words(list(comments), self.now)
        self.counts = {
            "letters": letters.erase_identities(list(SubmitterIdentity.objects.filter(**mine)), self.now),
            "wordings": letters.erase_wordings(list(former), self.now),
            "files": letters.erase_files(list(SubmissionFile.objects.filter(**mine)), self.now),
            "mail": erase_mails(mails_about(keys), self.now),
        }
        letters.erase_links(self.letters, self.now)
        return len(self.letters)

    def log(self) -> None:
        """Write one entry with the numbers, unless nobody was left."""
        if self.letters:
            super().log()

    def logged_page(self) -> Any:
        """The history of the plan."""
        return self.consultation.snapshot.page.specific

    def log_data(self) -> dict[str, Any]:
        """How much of what; nobody's name."""
        return self.counts

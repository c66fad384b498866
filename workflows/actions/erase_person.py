"""Erase everything that is kept of one person, at the person's wish."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from django.apps import apps
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..base_page import BASE_PAGE_MODEL
from ..models.consultations import Consultation
from ..models.submissions import Submission
from ..people.letters import letters_of
from ..people.places import Found, find_everywhere
from ..people.readers import invitations_of, opinions_of
from ..people.retention import unanswered
from ..people.sought import Sought
from .base import Action, Invalid, Refused


class ErasePerson(Action):
    """One act over all places. It leaves comments, settlements, opinions and numbers as nobody's.

    ``unanswered_too`` says that those are erased as well whose comments wait for their settlement: once the address is
    gone the answer cannot be mailed. What is logged names nobody, and so must the reason.
    """

    log_action = "kpss_workflows.person_erased"

    def __init__(
        self,
        sought: Sought,
        *,
        reason: str,
        user: Any = None,
        unanswered_too: bool = False,
        now: datetime | None = None,
    ) -> None:
        self.sought = sought
        self.reason = reason.strip()
        self.user = user
        self.unanswered_too = unanswered_too
        self.now = now or timezone.now()

    def hold(self) -> None:
        """Lock the consultations the person wrote to, and look through every place."""
        letters = letters_of(self.sought)
        keys = Submission.objects.filter(pk__in=letters).values("consultation")
        list(Consultation.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
        self.found = find_everywhere(self.sought)
        self.pages = self._pages()

    def check(self) -> None:
        """There is somebody, a reason that names nobody, and no answer that would be lost unawares."""
        if not self.sought.words:
            raise Invalid(_("Write an e-mail address or a name."))
        if not self.reason:
            raise Invalid(_("Write why the data are erased; the reason is logged."))
        if any(word.casefold() in self.reason.casefold() for word in self.sought.words):
            raise Invalid(_("The reason must not name the person, because it is kept in the log."))
        if not erasable(self.found):
            raise Refused(_("Nothing that could be erased is kept of this person."))
        if not self.unanswered_too and waiting_for_answer(self.sought):
            raise Refused(
                _(
                    "Comments of this person are not answered yet. Once the address is erased the answer "
                    "cannot be mailed; say that you know it."
                )
            )

    def change(self) -> dict[str, int]:
        """Erase place by place; return how many rows each lost or changed."""
        self.counts = {one.place.name: one.place.erase(one.rows, self.now) for one in erasable(self.found)}
        return self.counts

    def log(self) -> None:
        """Tell it in the history of every page it concerned; else at the top of the tree."""
        tree = apps.get_model(BASE_PAGE_MODEL)._default_manager
        for page in tree.filter(pk__in=self.pages) or tree.filter(depth=1):
            log(instance=page.specific, action=self.log_action, user=self.log_user(), data=self.log_data())

    def log_data(self) -> dict[str, Any]:
        """How many rows of what, and the reason."""
        return {"counts": self.counts, "comment": self.reason}

    def _pages(self) -> list[int]:
        letters = letters_of(self.sought).values_list("consultation__snapshot__page_id", flat=True)
        asked = (rows.values_list("version__page_id", flat=True) for rows in self._readings())
        return list(Counter([*letters, *(pk for some in asked for pk in some)]))

    def _readings(self) -> list[Any]:
        return [invitations_of(self.sought), opinions_of(self.sought)]


def erasable(found: list[Found]) -> list[Found]:
    """Places that lose something."""
    return [one for one in found if one.is_erased]


def waiting_for_answer(sought: Sought) -> Any:
    """Submissions of a person that are not settled in public yet, or whose answer was not mailed."""
    letters = letters_of(sought).filter(consultation__withdrawn_at__isnull=True)
    open_ones = letters.filter(consultation__settlements_published_at__isnull=True).exclude(
        identity__email=""
    )
    return open_ones | letters.filter(unanswered())

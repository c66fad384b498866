"""What actions on a running consultation share: its locks and who may touch it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ..models.consultations import Consultation
from ..permissions import may_run_consultation
from ..standing import open_run
from ..town_time import in_town
from .base import Action, Invalid, NotAllowed, Refused


def check_period(opens_at: datetime, closes_at: datetime) -> None:
    """A consultation lasts a while."""
    if closes_at <= opens_at:
        raise Invalid(_("The consultation must close after it opens."), field="closes_at")


def check_promise(settled_by: date | None, closes_at: datetime) -> None:
    """The settlement is promised for a day on which no comment can come any more."""
    if settled_by and settled_by < in_town(closes_at).date():
        sentence = _("The settlement cannot be promised for a day before the consultation closes.")
        raise Invalid(sentence, field="settled_by")


class ConsultationAction(Action):
    """An action of whoever may open consultations of the page, on one that was not withdrawn."""

    def __init__(self, consultation: Consultation, *, user: Any, now: datetime | None = None) -> None:
        self.pk = consultation.pk
        self.page = consultation.snapshot.page.specific
        self.user = user
        self.given_now = now

    def hold(self) -> None:
        """Lock the run, as the clock does that closes, and then the consultation."""
        open_run(self.page, lock=True)
        self.consultation = Consultation.objects.select_for_update().get(pk=self.pk)
        self.now = self.given_now or timezone.now()

    def check(self) -> None:
        """The person may open consultations here."""
        if not may_run_consultation(self.user, self.page):
            raise NotAllowed(_("You have no role that may do this here."))
        if self.consultation.is_withdrawn:
            raise Refused(_("The draft was withdrawn from consultation."))

"""Record that a meeting accepted settlements: one act for all that are ready, or for chosen ones."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ..models.comments import Comment
from ..models.consultations import Consultation
from ..models.settlement_acceptances import SettlementAcceptance
from ..models.settlements import Settlement
from ..permissions import may_moderate
from ..town_time import in_town
from .base import Action, Invalid, NotAllowed, Refused


class AcceptSettlements(Action):
    """Mark settlements as accepted, with the day and the minutes.

    ``chosen`` are numbers of comments, ``None`` means all that are ready and accepted by nobody yet.
    """

    log_action = "kpss_workflows.acceptance"

    def __init__(
        self,
        consultation: Consultation,
        *,
        held_on: date,
        body: str,
        minutes: str = "",
        chosen: Collection[int] | None = None,
        user: Any,
        now: datetime | None = None,
    ) -> None:
        self.pk = consultation.pk
        self.page = consultation.snapshot.page.specific
        self.held_on = held_on
        self.body = body.strip()
        self.minutes = minutes.strip()
        self.chosen = chosen
        self.user = user
        self.given_now = now

    def hold(self) -> None:
        """Lock the register and read what is ready."""
        self.consultation = Consultation.objects.select_for_update().get(pk=self.pk)
        self.now = self.given_now or timezone.now()
        comments = Comment.objects.on(self.consultation).ready_to_be_accepted().order_by()
        ready = Settlement.objects.filter(comment__in=comments)
        if self.chosen is not None:
            ready = ready.filter(comment_id__in=self.chosen)
        self.settlements = list(ready.values_list("pk", flat=True))

    def check(self) -> None:
        """Somebody at the desk records it, of a day that has come, and what was chosen is ready."""
        if not may_moderate(self.user, self.page):
            raise NotAllowed(_("You have no role that may do this here."))
        if self.consultation.settlements_are_public:
            raise Refused(_("The settlements are public; they do not change any more."))
        if not self.body:
            raise Invalid(_("Write who accepted the settlements."))
        if self.held_on > in_town(self.now).date():
            raise Invalid(_("The meeting cannot have been held in the future."))
        if not self.settlements:
            raise Refused(_("No settlement is ready to be accepted."))
        if self.chosen is not None and len(self.settlements) < len(set(self.chosen)):
            raise Refused(_("Some of the chosen settlements are not ready, or were accepted meanwhile."))

    def change(self) -> SettlementAcceptance:
        """Write the act down and tie the settlements to it."""
        acceptance = SettlementAcceptance.objects.create(
            consultation=self.consultation,
            held_on=self.held_on,
            body=self.body,
            minutes=self.minutes,
            recorded_by=self.user,
            recorded_at=self.now,
        )
        Settlement.objects.filter(pk__in=self.settlements).update(acceptance=acceptance)
        return acceptance

    def log_data(self) -> dict[str, Any]:
        """Who, when, how many."""
        return {"body": self.body, "held_on": self.held_on.isoformat(), "count": len(self.settlements)}

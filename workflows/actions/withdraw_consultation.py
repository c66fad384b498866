"""Withdraw a consultation that was opened by mistake, publicly and with a reason; call off one before it opens."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from .. import signals
from ..models.consultations import Consultation
from .base import Refused
from .transition import MakeTransition


class WithdrawConsultation(MakeTransition):
    """Take the frozen version back from the public; its address says when and why.

    What people wrote meanwhile stays in the register. Before the opening second nothing was public, so nothing is said
    in public either, and the reason stays in the history.
    """

    def hold(self) -> None:
        """Lock the consultation, too: every letter comes before the withdrawal or is refused."""
        super().hold()
        latest = Consultation.objects.latest_of(self.page)
        self.consultation = latest and Consultation.objects.select_for_update().get(pk=latest.pk)
        self.now = self.given_now or timezone.now()

    def check(self) -> None:
        """There must be something to withdraw, and the public must be told why."""
        super().check()
        if not self.comment:
            raise Refused(_("Write the reason; the public will read it."))
        if self.consultation is None:
            raise Refused(_("There is no consultation to withdraw."))

    def change(self) -> Consultation:
        """Mark the consultation withdrawn and return the text to its writers."""
        self.consultation.withdrawn_at = self.now
        self.consultation.withdrawn_by = self.user
        self.consultation.withdrawal_reason = self.comment
        self.consultation.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])
        self.move()
        return self.consultation

    def tell(self, result: Any) -> None:
        """Tell of the transition and of the withdrawal."""
        super().tell(result)
        signals.consultation_withdrawn.send(
            sender=Consultation, consultation=self.consultation, user=self.user
        )

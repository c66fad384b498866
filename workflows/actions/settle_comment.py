"""Settle a comment: an outcome and its reasoning."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ..models.comments import Comment
from ..models.settlements import Settlement, SettlementOutcome, SettlementWording
from ..settlement_words import EMPTY_PLACE
from .base import Invalid, Refused
from .desk import DeskAction

LONGEST_REASONING = 20_000


class SettleComment(DeskAction):
    """Write or change the settlement of a released comment, until the settlements are public."""

    log_action = "kpss_workflows.settlement"

    def __init__(
        self,
        comment: Comment,
        *,
        outcome: str,
        reasoning: str,
        is_ready: bool = True,
        user: Any,
        seen: str | None = None,
    ) -> None:
        super().__init__(comment, user=user, seen=seen)
        self.outcome = outcome
        self.reasoning = reasoning.strip()
        self.is_ready = is_ready

    def check(self) -> None:
        """A released comment, one of the five outcomes, a whole reasoning, and nothing public yet."""
        super().check()
        if self.outcome not in SettlementOutcome.values:
            raise Invalid(_("Choose an outcome."))
        if not self.reasoning:
            raise Invalid(_("Every outcome needs its reasoning."))
        if len(self.reasoning) > LONGEST_REASONING:
            raise Invalid(_("The reasoning is too long."))
        if self.is_ready and EMPTY_PLACE in self.reasoning:
            raise Invalid(_("Fill in the empty place in the reasoning: %(place)s") % {"place": EMPTY_PLACE})
        if self.comment.duplicate_of_id:
            raise Refused(_("This comment is answered with another one; settle that one, or part them."))
        if not self.comment.is_released:
            raise Refused(_("Release the comment first; a hidden one is not settled."))

    def change(self) -> Settlement:
        """Keep the outcome, the reasoning and who settled; and how it read before, if it reads otherwise now.

        What a meeting accepted was another wording, so a changed settlement is accepted by nobody.
        """
        settlement = getattr(self.comment, "settlement", None) or Settlement(comment=self.comment)
        said = (self.outcome, self.reasoning)
        if settlement.pk and said != (settlement.outcome, settlement.reasoning):
            self._keep(settlement)
            settlement.acceptance = None
        settlement.outcome, settlement.reasoning = said
        settlement.is_ready = self.is_ready
        settlement.settled_by, settlement.settled_at = self.user, timezone.now()
        settlement.save()
        return settlement

    @staticmethod
    def _keep(settlement: Settlement) -> None:
        names = ("outcome", "reasoning", "settled_by_id", "settled_at")
        SettlementWording.objects.create(
            settlement=settlement, **{name: getattr(settlement, name) for name in names}
        )

    def log_data(self) -> dict[str, Any]:
        """The number and the outcome; the reasoning stands in the register."""
        return super().log_data() | {"outcome": self.outcome, "ready": self.is_ready}

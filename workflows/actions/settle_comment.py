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


def objection_to(comment: Comment, outcome: str, reasoning: str, *, is_ready: bool) -> Refused | None:
    """Say why a comment cannot be settled so, with the field to be mended where it is one; ``None`` if it can."""
    if outcome not in SettlementOutcome.values:
        return Invalid(_("Choose an outcome."), field="outcome")
    if not reasoning:
        return Invalid(_("Every outcome needs its reasoning."), field="reasoning")
    if len(reasoning) > LONGEST_REASONING:
        return Invalid(_("The reasoning is too long."), field="reasoning")
    if is_ready and EMPTY_PLACE in reasoning:
        sentence = _("Fill in the empty place in the reasoning: %(place)s") % {"place": EMPTY_PLACE}
        return Invalid(sentence, field="reasoning")
    if comment.duplicate_of_id:
        return Refused(_("This comment is answered with another one; settle that one, or part them."))
    if not comment.is_released:
        return Refused(_("Release the comment first; a hidden one is not settled."))
    return None


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
        objection = objection_to(self.comment, self.outcome, self.reasoning, is_ready=self.is_ready)
        if objection:
            raise objection

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

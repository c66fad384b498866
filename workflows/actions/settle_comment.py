"""Settle a comment: an outcome and its reasoning."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ..models.comments import Comment
from ..models.settlements import Settlement, SettlementOutcome
from .base import Invalid, Refused
from .desk import DeskAction

LONGEST_REASONING = 20_000


class SettleComment(DeskAction):
    """Write or change the settlement of a released comment, until the settlements are public."""

    log_action = "kpss_workflows.settlement"

    def __init__(
        self, comment: Comment, *, outcome: str, reasoning: str, user: Any, seen: str | None = None
    ) -> None:
        super().__init__(comment, user=user, seen=seen)
        self.outcome = outcome
        self.reasoning = reasoning.strip()

    def check(self) -> None:
        """A released comment, one of the five outcomes, a reasoning, and nothing public yet."""
        super().check()
        if self.outcome not in SettlementOutcome.values:
            raise Invalid(_("Choose an outcome."))
        if not self.reasoning:
            raise Invalid(_("Every outcome needs its reasoning."))
        if len(self.reasoning) > LONGEST_REASONING:
            raise Invalid(_("The reasoning is too long."))
        if not self.comment.is_released:
            raise Refused(_("Release the comment first; a hidden one is not settled."))
        if self.comment.submission.consultation.settlements_are_public:
            raise Refused(_("The settlements are public; they do not change any more."))

    def change(self) -> Settlement:
        """Keep the outcome, the reasoning and who settled."""
        settlement, _created = Settlement.objects.update_or_create(
            comment=self.comment,
            defaults={
                "outcome": self.outcome,
                "reasoning": self.reasoning,
                "settled_by": self.user,
                "settled_at": timezone.now(),
            },
        )
        return settlement

    def log_data(self) -> dict[str, Any]:
        """The number and the outcome; the reasoning stands in the register."""
        return super().log_data() | {"outcome": self.outcome}

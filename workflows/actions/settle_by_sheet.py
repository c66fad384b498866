"""Settle comments as a spreadsheet says: every changed row, or none."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from ..models.comments import Comment
from ..models.consultations import Consultation
from ..permissions import may_moderate
from ..settlement_sheet.comparing import Change, plan_of
from .base import Action, Invalid, NotAllowed, Refused, Stale
from .settle_comment import SettleComment


class SettleHeld(SettleComment):
    """The same with a comment that was read under the lock of the whole register."""

    def __init__(self, comment: Comment, page: Any, **kwargs: Any) -> None:
        super().__init__(comment, **kwargs)
        self.comment, self.page = comment, page

    def hold(self) -> None:
        """It is held already."""


class SettleBySheet(Action):
    """Take the rows that were changed, and those conflicts in which the sheet shall prevail.

    ``taken`` are the numbers of the latter, ``seen`` is the fingerprint of the plan that was shown; if the register
    says otherwise now, nothing happens. Raises ``NoSheet`` for what is none.
    """

    log_action = "kpss_workflows.sheet"

    def __init__(
        self,
        consultation: Consultation,
        content: bytes,
        *,
        taken: Collection[str] = (),
        user: Any,
        seen: str | None = None,
    ) -> None:
        self.pk = consultation.pk
        self.page = consultation.snapshot.page.specific
        self.content, self.taken = content, set(taken)
        self.user, self.seen = user, seen

    def hold(self) -> None:
        """Lock the register and compare the sheet with it again."""
        self.consultation = Consultation.objects.select_for_update().select_related(None).get(pk=self.pk)
        self.plan = plan_of(self.content, self.consultation)

    def check(self) -> None:
        """The person works at this desk, nothing is public, the sheet has no mistake and nobody was quicker."""
        if not may_moderate(self.user, self.page):
            raise NotAllowed(_("You have no role that may do this here."))
        if self.consultation.settlements_are_public:
            raise Refused(_("The settlements are public; they do not change any more."))
        if self.plan.problems:
            raise Invalid(_("Mend the sheet and upload it again."))
        if self.seen is not None and self.seen != self.plan.print_of:
            raise Stale(_("Meanwhile the settlements changed. Nothing was done; look at them again."))

    def change(self) -> int:
        """Settle each by the action of the desk; return how many."""
        self.done = [*self.plan.changes, *self._prevailing()]
        for one in self.done:
            self._settle(one)
        return len(self.done)

    def _prevailing(self) -> list[Change]:
        return [one for one in self.plan.conflicts if one.row.number in self.taken]

    def _settle(self, one: Change) -> None:
        said = one.row.said
        try:
            SettleHeld(
                one.comment,
                self.page,
                outcome=said.outcome,
                reasoning=said.reasoning,
                is_ready=said.is_ready,
                user=self.user,
            ).execute()
        except Refused as refused:
            raise Refused(f"{one.row.number}: {refused}") from refused

    def log_data(self) -> dict[str, Any]:
        """How many rows."""
        return {"count": len(self.done), "skipped": len(self.plan.conflicts) - len(self._prevailing())}

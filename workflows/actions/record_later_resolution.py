"""Record a resolution about a page that is in force: it needs no run, and any open run goes on."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ..freezing import version_before_body
from ..models.resolutions import Outcome, missing_year
from ..permissions import may_record
from ..standing import open_run
from .base import Invalid, NotAllowed, Refused
from .record_resolution import RecordResolution

LATER = (Outcome.EXTENDED, Outcome.AMENDED, Outcome.REVOKED, Outcome.TAKEN_NOTE)
"""What a body resolves about a page it has approved before. Anything else is a decision and moves the run."""


def outcomes_for(page: Any) -> tuple[str, ...]:
    """Return the outcomes that may be recorded beside this page; one no workflow governs takes all of them."""
    return LATER if hasattr(page, "bundle_root") else tuple(Outcome.values)


class RecordLaterResolution(RecordResolution):
    """Write down that a body extended, amended, revoked or took note of what is in force."""

    def hold(self) -> None:
        """Let nobody publish another version meanwhile; the resolution is about the one in force."""
        if hasattr(self.page, "bundle_root"):
            open_run(self.page, lock=True)
            self.page = type(self.page)._default_manager.select_for_update().get(pk=self.page.pk)
            self.resolution.snapshot = version_before_body(self.page, is_published=True)

    def check(self) -> None:
        """A person who records, a page that is in force, an outcome that fits, and an extension with its year."""
        if not may_record(self.user, self.page):
            raise NotAllowed(_("You have no role that may do this here."))
        if not self.page.live:
            raise Refused(_("Nothing is in force here yet; the decision is recorded in the workflow."))
        if self.resolution.outcome not in outcomes_for(self.page):
            raise Invalid(_("This outcome cannot be recorded in the present state."))
        if sentence := missing_year(self.resolution.outcome, self.resolution.valid_until_year):
            raise Invalid(sentence)
        super().check()

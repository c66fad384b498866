"""Publish the wording a body adopted with changes."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ..models.resolutions import Resolution
from ..models.snapshots import Snapshot
from .base import Refused
from .publish_draft import PublishDraft


class PublishAdopted(PublishDraft):
    """Freeze the adopted wording as a version of its own and publish exactly that."""

    def check(self) -> None:
        """A body must have adopted it, and its changes must be written in; publication cannot be taken back."""
        super().check()
        submitted = Snapshot.objects.of_page(self.page).last()
        if not self.is_adopted(submitted):
            raise Refused(_("No body has adopted this text. Record its resolution first."))
        if submitted and submitted.sha256 == self.fingerprint:
            raise Refused(
                _("The text is the same as before the body changed it. Write the adopted changes in first.")
            )

    def is_adopted(self, submitted: Snapshot | None) -> bool:
        """Tell whether a resolution about the version put before the body led here; a page may be moved here, too."""
        here = self.standing.state.key
        leading = {
            outcome
            for one in self.standing.definition.transitions
            for outcome, target in one.outcomes.items()
            if target == here
        }
        about = Resolution.objects.filter(page_id=self.page.pk, snapshot=submitted, outcome__in=leading)
        return submitted is not None and about.exists()

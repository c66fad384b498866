"""Retract what is published: the whole bundle, back to its writers."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ..bundles import bundle_of
from ..models.snapshots import Snapshot
from . import engine
from .base import Refused
from .start_run import StartNewRun


class Retract(StartNewRun):
    """Take every page of the bundle back from the public and open its draft again.

    Versions that were put before the public or a body keep their addresses; the published one is taken back too. A new
    version that is on its way becomes the draft.
    """

    def check(self) -> None:
        """There must be something to take back."""
        super().check()
        if not self.page.live:
            raise Refused(_("The page is not public."))

    def move(self) -> None:
        """Start a run in the target state or move the one on its way there, and unpublish all pages."""
        if self.standing.run is None:
            super().move()
        elif self.target.key != self.standing.state.key:
            task = self.standing.task_of(self.target)
            engine.go_back(self.standing, task, user=self.user, comment=self.comment)
        engine.unpublish(bundle_of(self.page), user=self.user)
        Snapshot.objects.of_page(self.page).in_force().update(retracted_at=self.now)

"""Retract what is published: the whole bundle, back to its writers."""

from __future__ import annotations

from ..bundles import bundle_of
from ..models.snapshots import Snapshot
from . import engine
from .start_run import StartNewRun


class Retract(StartNewRun):
    """Take every page of the bundle back from the public and open its draft again.

    Versions that were put before the public or a body keep their addresses; the published one is taken back too.
    """

    def move(self) -> None:
        """Unpublish all pages, then start a run in the target state."""
        super().move()
        engine.unpublish(bundle_of(self.page), user=self.user)
        Snapshot.objects.of_page(self.page).in_force().update(retracted_at=self.now)

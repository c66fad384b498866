"""Publish the draft as it was read, at the end of a run."""

from __future__ import annotations

from typing import Any

from .. import signals
from ..bundles import draft_bundle, incomplete_pages
from ..freezing import freeze
from ..models.public_versions import PublicVersionMixin
from ..models.snapshots import Snapshot, SnapshotPurpose
from . import engine
from .base import Refused
from .publish_settlements import publish_open_settlements
from .transition import MakeTransition


class PublishDraft(MakeTransition):
    """End the run and publish every page of the bundle as it was last saved.

    Where the page type has public versions, the text is frozen as one first.
    """

    def check(self) -> None:
        """What cannot be shown cannot be published, whatever the definition asks for."""
        super().check()
        if missing := incomplete_pages(self.page):
            raise Refused(*(f"{page.title}: {reason}" for page, reason in missing))

    def freeze(self) -> Snapshot:
        """Freeze what will be published; it is public from now on."""
        return freeze(
            self.page,
            purpose=SnapshotPurpose.ADOPTED,
            state=self.target.key,
            public_from=self.now,
            user=self.user,
        )

    def change(self) -> Any:
        """Freeze if the page type does, end the run, publish."""
        if isinstance(self.page, PublicVersionMixin):
            self.snapshot = self.frozen_as_read()
            publish_open_settlements(self.page, self.now)
        self.move()
        return self.snapshot

    def finish(self) -> None:
        """Publish the version frozen just now, or a revision written just now for each page."""
        if self.snapshot:
            super().finish()
            return
        revisions = [page.pin_revision(self.user) for page in draft_bundle(self.page)]
        engine.finish(self.standing, revisions, user=self.user, comment=self.comment)

    def decided_snapshot(self) -> Snapshot:
        """Publish the version that was frozen just now."""
        return self.snapshot

    def tell(self, result: Any) -> None:
        """Tell of the transition and of the publication."""
        super().tell(result)
        if self.snapshot:
            signals.snapshot_published.send(sender=Snapshot, snapshot=self.snapshot, user=self.user)

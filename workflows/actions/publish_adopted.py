"""Publish the wording a body adopted with changes."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from .. import signals
from ..freezing import freeze
from ..models.snapshots import Snapshot, SnapshotPurpose
from .base import Refused
from .publish_settlements import publish_open_settlements
from .transition import MakeTransition


class PublishAdopted(MakeTransition):
    """Freeze the adopted wording as a version of its own and publish exactly that."""

    def check(self) -> None:
        """The changes the body adopted must have been written in; publication cannot be taken back."""
        super().check()
        submitted = Snapshot.objects.of_page(self.page).last()
        if submitted and submitted.sha256 == self.fingerprint:
            raise Refused(
                _("The text is the same as before the body changed it. Write the adopted changes in first.")
            )

    def freeze(self) -> Snapshot:
        """Freeze what the editors wrote after the resolution."""
        return freeze(
            self.page,
            purpose=SnapshotPurpose.ADOPTED,
            state=self.target.key,
            public_from=self.now,
            user=self.user,
        )

    def change(self) -> Snapshot:
        """Freeze, end the run, publish."""
        self.snapshot = self.freeze()
        publish_open_settlements(self.page, self.now)
        self.move()
        return self.snapshot

    def decided_snapshot(self) -> Snapshot:
        """Publish the version that was frozen just now."""
        return self.snapshot

    def tell(self, result: Any) -> None:
        """Tell of the transition and of the publication."""
        super().tell(result)
        signals.snapshot_published.send(sender=Snapshot, snapshot=self.snapshot, user=self.user)

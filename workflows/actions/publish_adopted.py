"""Publish the wording a body adopted with changes."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ..models.snapshots import Snapshot
from .base import Refused
from .publish_draft import PublishDraft


class PublishAdopted(PublishDraft):
    """Freeze the adopted wording as a version of its own and publish exactly that."""

    def check(self) -> None:
        """The changes the body adopted must have been written in; publication cannot be taken back."""
        super().check()
        submitted = Snapshot.objects.of_page(self.page).last()
        if submitted and submitted.sha256 == self.fingerprint:
            raise Refused(
                _("The text is the same as before the body changed it. Write the adopted changes in first.")
            )

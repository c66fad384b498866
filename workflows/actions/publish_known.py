"""Publish a page that is known to have been public: from an import, or from before its type had a workflow."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ..bundles import draft_bundle
from ..standing import standing_of
from . import engine
from .base import Action


class PublishKnown(Action):
    """Publish a bundle as it was last saved, without asking anybody, because it was decided elsewhere.

    For code only (imports, demonstrations): no view leads here. An open run ends.
    """

    log_action = "kpss_workflows.known"

    def __init__(self, page: Any, *, user: Any = None) -> None:
        self.page = page.bundle_root
        self.user = user

    def change(self) -> None:
        """End the run if there is one, and publish."""
        revisions = [page.pin_revision(self.user) for page in draft_bundle(self.page)]
        standing = standing_of(self.page)
        if standing and standing.run:
            comment = _("Published as known from a source.")
            engine.finish(standing, revisions, user=self.user, comment=comment)
        else:
            engine.publish(revisions, user=self.user)

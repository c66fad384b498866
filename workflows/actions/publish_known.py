"""Publish a page that is known to have been public: from an import, or from before its type had a workflow."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ..bundles import bundle_of
from ..standing import open_run, standing_of
from . import engine
from .base import Action


class PublishKnown(Action):
    """Publish a bundle as it was last saved, without asking anybody, because it was decided elsewhere.

    For code only (imports, demonstrations): no view leads here. What was never saved is published as it stands in the
    database, and an open run ends.
    """

    log_action = "kpss_workflows.known"

    def __init__(self, page: Any, *, user: Any = None) -> None:
        self.page = page.bundle_root
        self.user = user

    def hold(self) -> None:
        """Keep run and page as they are until the commit."""
        open_run(self.page, lock=True)
        type(self.page)._default_manager.select_for_update().filter(pk=self.page.pk).first()

    def change(self) -> None:
        """End the run if there is one, and publish."""
        revisions = [_revision_of(page, self.user) for page in bundle_of(self.page)]
        standing = standing_of(self.page)
        if standing and standing.run:
            comment = _("Published as known from a source.")
            engine.finish(standing, revisions, user=self.user, comment=comment)
        else:
            engine.publish(revisions, user=self.user)


def _revision_of(page: Any, user: Any) -> Any:
    """Return the revision to publish: the last one, unless there is none or it waits for a day."""
    revision = page.latest_revision
    if revision is None or revision.content.get("go_live_at") or revision.content.get("expire_at"):
        return page.get_latest_revision_as_object().pin_revision(user)
    return revision

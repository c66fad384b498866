"""What happens around saving a draft of a governed page."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from .locks import StateLock
from .models.edits import Edit
from .standing import open_run, standing_of


def hold_run(page: Any, user: Any) -> None:
    """Hold the run until the commit, so that the text does not change under a transition.

    Raises ``PermissionDenied`` when the state lets this person only read. Code that saves without a person (an
    import, a command) answers for itself.
    """
    if not page.pk:
        return
    root = page.bundle_root
    open_run(root, lock=True)
    standing = standing_of(page)
    if user is not None and standing and StateLock(page, standing).for_user(user):
        raise PermissionDenied(
            _("Meanwhile the page moved to the state “%(state)s”, in which you cannot change it.")
            % {"state": standing.state}
        )


def note_edit(page: Any, user: Any) -> None:
    """Write down who saved, and start the run of a bundle that has none."""
    root = page.bundle_root
    Edit.objects.create(
        bundle_root_id=root.pk,
        page_id=page.pk,
        user_id=user.pk if user else None,
        user_name=user.get_username() if user else "",
    )
    _begin_run(page if page.pk == root.pk else root, user)


def _begin_run(root: Any, user: Any) -> None:
    """Start the first run of a draft, or the run of a new version where published pages may be written in."""
    from .actions.start_run import StartNewRun, begin_first_run

    begin_first_run(root, user)
    standing = standing_of(root) if user is not None and root.live else None
    if standing and standing.run is None and (start := standing.definition.starting()):
        StartNewRun(root, start.key, user=user).execute()

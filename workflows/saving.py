"""What happens around saving a draft of a governed page."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from .locks import StateLock
from .models.edits import Edit
from .standing import open_run, standing_of


def hold_row(page: Any, fields: Collection[str] | None = None) -> None:
    """Hold run and page until the commit, in the order of transitions, before the page's whole row is written.

    Raises ``PermissionDenied`` if the page was published or taken down since it was read: the row of a draft would
    undo that. A save of some ``fields`` without the publication undoes nothing.
    """
    if not page.pk or (fields is not None and "live" not in fields):
        return
    stored = type(page)._base_manager.filter(pk=page.pk).values_list("path", flat=True).first()
    if stored is None:
        return
    open_run(page.bundle_root, lock=True)
    rows = type(page)._base_manager.select_for_update().filter(pk=page.pk)
    live, published_at = rows.values_list("live", "last_published_at").get()
    if published_at and _was_read_before(page, live, published_at):
        raise PermissionDenied(_("Meanwhile the page was published or taken down. Nothing was saved."))


def _was_read_before(page: Any, live: bool, published_at: datetime) -> bool:
    """Tell whether the page was read before it was last published, or before it was taken down.

    A draft may be older than the last publication of a page that was taken down since.
    """
    read_at = page.last_published_at
    if live:
        return read_at is None or read_at < published_at
    return page.live and (read_at is None or read_at <= published_at)


def keep_public_title(page: Any, fields: Collection[str] | None = None) -> None:
    """Let Wagtail's lists name a public page as the public knows it, whatever its next draft is called.

    They ask nobody whether they may read that draft.
    """
    if fields is None and page.live:
        page.draft_title = page.title
    elif fields is not None and "draft_title" in fields:
        public = type(page)._base_manager.filter(pk=page.pk, live=True).values_list("title", flat=True)
        page.draft_title = public.first() or page.draft_title


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


def note_edit(page: Any, user: Any, revision: Any) -> None:
    """Write down who saved, and start the run of a bundle that has none."""
    root = page.bundle_root
    Edit.objects.create(
        bundle_root_id=root.pk,
        page_id=page.pk,
        user_id=user.pk if user else None,
        user_name=user.get_username() if user else "",
        revision_id=revision.pk,
    )
    _begin_run(page if page.pk == root.pk else root, user)


def note_authors(copy: Any, source: Any) -> None:
    """Write down that whoever wrote a page wrote its copy, whoever made the copy."""
    written = Edit.objects.filter(page_id=source.pk, user_id__isnull=False).order_by()
    authors = written.values_list("user_id", "user_name").distinct()
    Edit.objects.bulk_create(
        Edit(bundle_root_id=copy.bundle_root.pk, page_id=copy.pk, user_id=number, user_name=name)
        for number, name in authors
    )


def _begin_run(root: Any, user: Any) -> None:
    """Start the first run of a draft, or the run of a new version where published pages may be written in."""
    from .actions.start_run import StartNewRun, begin_first_run

    begin_first_run(root, user)
    standing = standing_of(root) if user is not None and root.live else None
    if standing and standing.run is None and (start := standing.definition.starting()):
        StartNewRun(root, start.key, user=user).execute()

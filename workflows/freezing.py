"""Freezing a bundle: its documents and one pinned revision a page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Max
from wagtail.models import Revision

from .base_page import BASE_PAGE_MODEL
from .bundles import draft_bundle, texts_of
from .document import fingerprint
from .models.edits import Edit
from .models.resolutions import Resolution
from .models.snapshots import Snapshot, SnapshotItem, SnapshotPurpose, bundle_bytes, fingerprint_of
from .remembering import remembered


def freeze(root: Any, *, purpose: str, state: str, public_from: datetime, user: Any) -> Snapshot:
    """Freeze the bundle as it was last saved, as the next version. Call inside a transaction.

    Each page gets one new revision, which is pinned: nothing overwrites or deletes it, and publication uses it.
    """
    pages = draft_bundle(root)
    texts = texts_of(pages)
    last = Snapshot.objects.of_page(root).aggregate(last=Max("number"))["last"] or 0
    snapshot = Snapshot.objects.create(
        page_id=root.pk,
        number=last + 1,
        purpose=purpose,
        state=state,
        title=pages[0].title,
        sha256=fingerprint(bundle_bytes(texts)),
        public_from=public_from,
        created_by=user,
    )
    pins = _pinned(pages, user)
    SnapshotItem.objects.bulk_create(
        SnapshotItem(
            snapshot=snapshot,
            position=position,
            page_id=page.pk,
            revision=pin,
            text=text,
            sha256=fingerprint(text.encode()),
            revision_sha256=fingerprint_of(pin),
        )
        for position, (page, text, pin) in enumerate(zip(pages, texts, pins, strict=True))
    )
    return snapshot


def _pinned(pages: list[Any], user: Any) -> list[Revision]:
    """Write the revision of each page that will be pinned, and read them back as they were stored."""
    keys = [page.pin_revision(user).pk for page in pages]
    stored = Revision.objects.in_bulk(keys)
    return [stored[key] for key in keys]


def version_before_body(root: Any, *, is_published: bool) -> Snapshot | None:
    """Return the version a body speaks of: the approved one of a published page, else the one put before it.

    ``None`` while a body speaks of a draft that was not frozen for it.
    """
    versions = Snapshot.objects.of_page(root)
    if is_published:
        return versions.in_force().first()
    newest = versions.last()
    if newest is None or newest.purpose != SnapshotPurpose.DECISION or newest.published_at:
        return None
    # Where a body decides nobody may write; if somebody has since, the text went back to its writers in between.
    written = Edit.objects.filter(
        bundle_root_id=root.pk, saved_at__gt=newest.created_at, user_id__isnull=False
    )
    return None if written.exists() else newest


def is_pinned(revision: Any) -> bool:
    """Tell whether a frozen version stands on this revision."""
    return SnapshotItem.objects.filter(revision=revision).exists()


def has_frozen_pages(page: Any) -> bool:
    """Tell whether the page or any page below it belongs to a frozen version."""
    return _is_above_one_of(page, "frozen", SnapshotItem)


def has_record(page: Any) -> bool:
    """Tell whether a version of the page, or of any page below it, was frozen, or a body resolved about it."""
    return has_frozen_pages(page) or _is_above_one_of(page, "resolved", Resolution)


def _is_above_one_of(page: Any, mark: str, model: Any) -> bool:
    """Tell whether rows of a model speak of the page or of one below; a listing asks once for all pages on it."""
    above = page.path[: -page.steplen]
    spoken_of = apps.get_model(BASE_PAGE_MODEL).objects.filter(
        path__startswith=above, pk__in=model.objects.values("page_id")
    )
    paths = remembered((mark, above), lambda: list(spoken_of.values_list("path", flat=True)))
    return any(path.startswith(page.path) for path in paths)


def is_frozen(page: Any) -> bool:
    """Tell whether the page itself belongs to a frozen version."""
    return SnapshotItem.objects.filter(page_id=page.pk).exists()

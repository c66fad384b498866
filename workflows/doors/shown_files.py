"""Documents that something shows the public: a page, a row beside it, a version."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail.models import ReferenceIndex

from ..file_hashes import sha256_of
from ..models.governed import GovernedMixin
from ..models.snapshots import Snapshot, SnapshotItem


def is_shown(document: Any) -> bool:
    """Tell whether Wagtail's index knows of something public that names a document, or a public version does."""
    return _is_shown_by_others(document) or _is_in_public_version(document)


def names(item: Any, document: Any) -> bool:
    """Tell whether a page or row refers to a document anywhere in it, as it is and not as the index knows it."""
    to = ReferenceIndex._get_base_content_type(document).pk, str(document.pk)
    return any(reference[:2] == to for reference in ReferenceIndex._extract_references_from_object(item))


def _is_in_public_version(document: Any) -> bool:
    digest = sha256_of(document)
    public = Snapshot.objects.public().values("pk")
    return bool(digest) and SnapshotItem.objects.naming(digest).filter(snapshot__in=public).exists()


def _is_shown_by_others(document: Any) -> bool:
    """Published pages show their files, and so do the rows beside a page: resolutions, later documents."""
    references = ReferenceIndex.get_references_to(document).select_related("content_type")
    return any(_shows(_source_of(one), document) for one in references)


def _source_of(reference: ReferenceIndex) -> Any:
    """The row that refers to something; ``None`` if it is gone, or its app is."""
    model = reference.content_type.model_class()
    row = model._default_manager.filter(pk=reference.object_id).first() if model else None
    return getattr(row, "specific", row)


def _shows(row: Any, document: Any) -> bool:
    """Tell whether the public may see a row: what can be a draft is asked, whoever governs it, and so is its owner."""
    if row is None:
        return False
    if _can_be_draft(type(row)):
        return row.live and names(row, document)
    return all(isinstance(owner, GovernedMixin) or owner.live for owner in _owners_of(row))


def _owners_of(row: Any) -> Iterator[Any]:
    """Yield the pages, and whatever else can be a draft, that a row cannot be without.

    What stands beside a governed page is written by logged actions of its own, so it does not wait for the page.
    """
    for field in row._meta.concrete_fields:
        if field.is_relation and not field.null and _can_be_draft(field.related_model):
            owner = getattr(row, field.name)
            yield getattr(owner, "specific", owner)


def _can_be_draft(model: type) -> bool:
    return any(field.name == "live" for field in model._meta.concrete_fields)

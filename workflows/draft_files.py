"""Documents that only a draft names: nobody reads them before the version that names them is public."""

from __future__ import annotations

from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest
from wagtail.models import ReferenceIndex, Revision

from .file_hashes import sha256_of
from .models.governed import governed_models
from .models.snapshots import Snapshot, SnapshotItem


def before_serve_document(document: Any, request: HttpRequest) -> None:
    """Answer as if the document did not exist, unless it is public or the person works in the admin."""
    if request.user.has_perm("wagtailadmin.access_admin") or _is_in_public_version(document):
        return
    if _is_named_by_draft(document) and not _is_used_elsewhere(document):
        raise Http404


def _is_in_public_version(document: Any) -> bool:
    digest = sha256_of(document)
    public = Snapshot.objects.public().values("pk")
    named = SnapshotItem.objects.filter(snapshot__in=public, text__contains=f'"sha256":"{digest}"')
    return bool(digest) and named.exists()


def _is_named_by_draft(document: Any) -> bool:
    """Look through the newest drafts of governed pages, where an annex or a link names the document by its number."""
    latest = [
        pk
        for model in governed_models()
        for pk in model.objects.exclude(latest_revision=None).values_list("latest_revision_id", flat=True)
    ]
    drafts = Revision.objects.filter(pk__in=latest).annotate(text=Cast("content", TextField()))
    number = document.pk
    return drafts.filter(
        text__regex=rf"document[^0-9a-z]{{1,8}}(id=[^0-9a-z]{{1,8}})?{number}[^0-9]"
    ).exists()


def _is_used_elsewhere(document: Any) -> bool:
    """Minutes, resolutions and later documents show their files by themselves."""
    governed = [model._meta.label_lower for model in governed_models()]
    references = ReferenceIndex.get_references_to(document).select_related("content_type")
    return any(f"{one.content_type.app_label}.{one.content_type.model}" not in governed for one in references)

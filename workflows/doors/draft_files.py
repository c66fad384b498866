"""Documents that only a draft names: before they are public, only its readers get them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest
from wagtail.models import ReferenceIndex, Revision

from ..file_hashes import sha256_of
from ..models.governed import GovernedMixin, governed_models
from ..models.snapshots import Snapshot, SnapshotItem
from ..permissions import may_read


def before_serve_document(document: Any, request: HttpRequest) -> None:
    """Answer as if the document did not exist, unless it is public or the person reads a draft that names it.

    A view that has asked already who reads it says so on the request.
    """
    # What costs least is asked first: Wagtail's index of who refers to whom, then the texts of versions and drafts.
    if getattr(request, "kpss_reads_document", None) == document.pk or _is_shown_by_others(document):
        return
    if _is_in_public_version(document):
        return
    pages = list(_drafted_with(document))
    if not pages or _is_published_on(document, pages) or _is_given_to(request.user, document, pages):
        return
    raise Http404


def _is_in_public_version(document: Any) -> bool:
    digest = sha256_of(document)
    public = Snapshot.objects.public().values("pk")
    return bool(digest) and SnapshotItem.objects.naming(digest).filter(snapshot__in=public).exists()


def _drafted_with(document: Any) -> Iterator[Any]:
    """Yield the governed pages whose newest draft names a document in a field, a block, a row or a link."""
    latest = [pk for model in governed_models() for pk in _drafts_of(model)]
    # Most drafts do not even hold the number; the others are read.
    holding = Revision.objects.filter(pk__in=latest).annotate(text=Cast("content", TextField()))
    for revision in holding.filter(text__regex=rf"[^0-9]{document.pk}[^0-9]"):
        if _is_in_draft(document, revision):
            yield revision.content_object.specific


def _drafts_of(model: type) -> Any:
    drafts = model._default_manager.filter(Q(live=False) | Q(has_unpublished_changes=True))
    return drafts.exclude(latest_revision=None).values_list("latest_revision_id", flat=True)


def _is_in_draft(document: Any, revision: Revision) -> bool:
    """Tell whether a draft names a document; one that can no longer be read is taken to do so."""
    try:
        return _names(revision.as_object(), document)
    except ObjectDoesNotExist:
        return True


def _names(page: Any, document: Any) -> bool:
    to = ReferenceIndex._get_base_content_type(document).pk, str(document.pk)
    return any(reference[:2] == to for reference in ReferenceIndex._extract_references_from_object(page))


def _is_published_on(document: Any, pages: list[Any]) -> bool:
    """Published pages show their files, whatever their next drafts hold, and whether or not Wagtail's index is kept."""
    return any(page.live and _names(page, document) for page in pages)


def _is_shown_by_others(document: Any) -> bool:
    """Published pages show their files, and so does whatever no workflow governs: resolutions, later documents."""
    references = ReferenceIndex.get_references_to(document).select_related("content_type")
    return any(_is_public(one.content_type.model_class(), one.object_id) for one in references)


def _is_public(model: type | None, pk: str) -> bool:
    if model is None or not issubclass(model, GovernedMixin):
        return True
    return model._default_manager.filter(pk=pk, live=True).exists()


def _is_given_to(user: Any, document: Any, pages: list[Any]) -> bool:
    """Whoever put the file there has it, and whoever reads a draft reads its annexes."""
    if not user.is_authenticated:
        return False
    return document.uploaded_by_user_id == user.pk or any(may_read(user, page) for page in pages)

"""Documents that only a draft names: before they are public, only its readers get them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db.models import Case, F, Q, TextField, When
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest
from wagtail.models import Revision

from ..models.governed import governed_models
from ..permissions import may_read
from .shown_files import is_shown, names

UNREADABLE = (
    ObjectDoesNotExist,
    ValidationError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)
"""What Wagtail may raise over a draft that lost what it names, or is older than the present fields of its type."""


def before_serve_document(document: Any, request: HttpRequest) -> None:
    """Answer as if the document did not exist, unless it is public or the person reads a draft that names it.

    A view that has asked already who reads it says so on the request.
    """
    if getattr(request, "kpss_reads_document", None) == document.pk:
        return
    if is_hidden_from(document, request.user):
        raise Http404


def is_hidden_from(document: Any, user: Any) -> bool:
    """Tell whether only drafts name a document, none of which this person reads."""
    # What costs least is asked first; the texts of drafts come last.
    if is_shown(document):
        return False
    pages = list(_drafted_with(document))
    return bool(pages) and not (_is_published_on(document, pages) or _is_given_to(user, document, pages))


def _drafted_with(document: Any) -> Iterator[Any]:
    """Yield the governed pages a draft of which names a document in a field, a block, a row or a link."""
    found: set[str] = set()
    for revision in _drafts_holding(document):
        if revision.object_id not in found and _is_in_draft(document, revision):
            found.add(revision.object_id)
            yield revision.content_object.specific


def _drafts_holding(document: Any) -> Iterator[Revision]:
    """Yield the drafts in which the number of a document stands; what the newest one dropped was still not public."""
    since = {str(pk): moment for model in governed_models() for pk, moment in _published_until(model)}
    kinds = ContentType.objects.get_for_models(*governed_models()).values()
    drafts = Revision.objects.filter(content_type__in=kinds, object_id__in=since)
    # Most drafts do not even hold the number; the others are read.
    holding = drafts.alias(text=Cast("content", TextField()))
    for revision in holding.filter(text__regex=rf"[^0-9]{document.pk}[^0-9]").order_by("-created_at"):
        published = since[revision.object_id]
        if published is None or revision.created_at > published:
            yield revision


def _published_until(model: type) -> Any:
    """Pages that have drafts, each with the moment of the draft that is public; ``None`` where none is."""
    drafted = model._default_manager.filter(Q(live=False) | Q(has_unpublished_changes=True))
    public = Case(When(live=True, then=F("live_revision__created_at")))
    return drafted.exclude(latest_revision=None).values_list("pk", public)


def _is_in_draft(document: Any, revision: Revision) -> bool:
    """Tell whether a draft names a document; one that can no longer be read is taken to do so."""
    try:
        return names(revision.as_object(), document)
    except UNREADABLE:
        return True


def _is_published_on(document: Any, pages: list[Any]) -> bool:
    """Published pages show their files, whatever their next drafts hold, and whether or not Wagtail's index is kept."""
    return any(page.live and names(page, document) for page in pages)


def _is_given_to(user: Any, document: Any, pages: list[Any]) -> bool:
    """Whoever put the file there has it, and whoever reads a draft reads its annexes."""
    if not user.is_authenticated:
        return False
    return document.uploaded_by_user_id == user.pk or any(may_read(user, page) for page in pages)

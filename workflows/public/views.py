"""The public views of a bundle, by the name its routes give them."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from ..bundles import draft_bundle
from ..difference import difference
from ..document import document_of, heading_of
from ..models.comments import Comment
from ..models.snapshots import Snapshot
from .addresses import version_url
from .reading import Reading
from .routes import nearest_readable
from .table import table, table_file

PAGE_SIZE = 50

SINCE = "od"
"""The parameter that names the number of the earlier version to compare with."""


def reading(request: HttpRequest, page: Any) -> HttpResponse:
    """Show the page as approved, or in a preview the draft as the public will read it."""
    if getattr(request, "is_preview", False):
        documents = [document_of(one) for one in _previewed_bundle(page)]
        return _render(request, Reading(page, documents, is_preview=True))
    version = Snapshot.objects.of_page(page.bundle_root).in_force().first()
    if version is None:
        return page.serve_unversioned(request)
    return _render(request, Reading(page, version.documents, version=version, is_approved=True))


def version(request: HttpRequest, page: Any, version: Snapshot, slug: str = "") -> HttpResponse:
    """Show a frozen version, or one page of it; a withdrawn one says why."""
    if not version.is_public():
        return _withdrawn(request, page, version)
    documents = version.documents
    number = (
        next((one for one, item in enumerate(documents) if item["slug"] == slug and one), 0) if slug else 0
    )
    return _render(request, Reading(page, documents, number=number, version=version))


def comments(request: HttpRequest, page: Any, version: Snapshot) -> HttpResponse:
    """Show the released comments on a version, and their settlements once those are public."""
    consultation = getattr(version, "consultation", None)
    if consultation is None:
        raise Http404
    if not version.is_public():
        return _withdrawn(request, page, version)
    related = (
        "submission__consultation__snapshot",
        "submission__identity",
        "settlement",
        "duplicate_of__settlement",
        "duplicate_of__submission__consultation__snapshot",
    )
    found = Comment.objects.public_on(consultation).select_related(*related)
    chosen = version.find(request.GET.get("cast", ""))
    if chosen:
        found = found.filter(part_id=chosen[1]["id"])
    context = Reading(page, version.documents, version=version).context(request) | {
        "part": chosen and chosen[1],
        "part_heading": heading_of(chosen[1]) if chosen else "",
        "comments": Paginator(found, PAGE_SIZE).get_page(request.GET.get("p")),
        "outcomes": _outcomes(consultation) if consultation.settlements_are_public else [],
    }
    return TemplateResponse(request, "kpss_workflows/public/comments.html", context)


def changes(request: HttpRequest, page: Any, version: Snapshot) -> HttpResponse:
    """Show what changed since the version before, or since an earlier one that the reader chose."""
    if not version.is_public():
        return _withdrawn(request, page, version)
    all_earlier = list(Snapshot.objects.of_page(page).public().filter(number__lt=version.number))
    if not all_earlier:
        raise Http404
    chosen = request.GET.get(SINCE, "")
    earlier = next((one for one in all_earlier if str(one.number) == chosen), all_earlier[-1])
    context = Reading(page, version.documents, version=version).context(request) | {
        "earlier": earlier,
        "all_earlier": all_earlier,
        "since": SINCE,
        "earlier_url": version_url(page, earlier.number, request=request),
        "changes": difference(earlier.documents, version.documents),
    }
    return TemplateResponse(request, "kpss_workflows/public/changes.html", context)


def document(request: HttpRequest, page: Any, version: Snapshot) -> HttpResponse:
    """Give the very bytes whose fingerprint the page shows."""
    if not version.is_public():
        raise Http404
    response = HttpResponse(version.document_bytes(), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{page.slug}-{version.number}.json"'
    return response


def card(request: HttpRequest, page: Any) -> HttpResponse:
    """Show the announcement of a plan that nobody may read yet."""
    context = page.get_context(request) | {"card": page.get_public_card()}
    return TemplateResponse(request, page.card_template, context)


VIEWS = {
    "reading": reading,
    "version": version,
    "comments": comments,
    "changes": changes,
    "document": document,
    "card": card,
    "table": table,
    "table_file": table_file,
}


def _render(request: HttpRequest, reading: Reading) -> HttpResponse:
    return TemplateResponse(request, reading.template, reading.context(request))


def _withdrawn(request: HttpRequest, page: Any, version: Snapshot) -> HttpResponse:
    onward = nearest_readable(page, request)
    context = page.get_context(request) | {"version": version, "consultation": version.consultation}
    context |= {"onward": onward, "onward_url": onward.get_url(request) if onward else "/"}
    return TemplateResponse(request, "kpss_workflows/public/withdrawn.html", context)


def _previewed_bundle(page: Any) -> list[Any]:
    """Return the bundle with the page under the editor's hands in its place, the others as last saved."""
    if page.pk is None:
        return [page] if page.is_bundle_root else [*draft_bundle(page.bundle_root), page]
    drafts = [page if one.pk == page.pk else one for one in draft_bundle(page.bundle_root)]
    for one in drafts if page.is_bundle_root else ():
        one.drafted_root = page
    return drafts


def _outcomes(consultation: Any) -> list[tuple[str, int]]:
    """Count the outcomes, in the order of the glossary."""
    from ..models.settlements import Settlement
    from ..settlement_words import outcome_choices

    settled = Settlement.objects.filter(
        comment__submission__consultation=consultation, comment__status="released"
    )
    counts = dict(settled.order_by().values_list("outcome").annotate(count=Count("pk")))
    return [
        (label, counts[key]) for key, label in outcome_choices(consultation.snapshot.page_id) if key in counts
    ]

"""The settlement table in public: the annex of the plan that tells what became of every comment."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from ..models.snapshots import Snapshot
from ..table.rows import Table
from ..table.sums import sums
from .reading import Reading

PAGE_SIZE = 100

WHOLE = "vse"
"""The parameter that puts the table on one page, to be printed."""

LONGEST_WHOLE = 1_000


def table(request: HttpRequest, page: Any, version: Snapshot) -> HttpResponse:
    """Show the table with its sums, once the settlements are public."""
    known = Table(settled_consultation(version))
    listing = Paginator(known.shown, PAGE_SIZE)
    may_be_whole = listing.num_pages > 1 and listing.count <= LONGEST_WHOLE
    if may_be_whole and WHOLE in request.GET:
        listing = Paginator(known.shown, LONGEST_WHOLE)
    context = Reading(page, version.documents, version=version).context(request) | {
        "comments": listing.get_page(request.GET.get("p")),
        "all_sums": sums(known),
        "may_be_whole": may_be_whole and listing.per_page == PAGE_SIZE,
        "whole": WHOLE,
    }
    return TemplateResponse(request, "kpss_workflows/public/table.html", context)


def settled_consultation(version: Snapshot) -> Any:
    """The consultation whose settlements everybody reads; before that there is nothing here."""
    consultation = getattr(version, "consultation", None)
    if consultation is None or not version.is_public() or not consultation.settlements_are_public:
        raise Http404
    return consultation

"""The settlement table in public: the annex of the plan that tells what became of every comment."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.template.response import TemplateResponse

from ..models.snapshots import Snapshot
from ..table.files import csv_lines, xlsx
from ..table.kinds import CSV, FILES
from ..table.rows import public_comments, sums
from .addresses import TABLE, version_url
from .reading import Reading

PAGE_SIZE = 100


def table(request: HttpRequest, page: Any, version: Snapshot) -> HttpResponse:
    """Show the table with its sums, once the settlements are public."""
    consultation = _settled(version)
    related = (
        "submission__identity",
        "submission__consultation__snapshot",
        "settlement__acceptance",
        "duplicate_of__settlement__acceptance",
    )
    found = public_comments(consultation).select_related(*related)
    files = [(kind, version_url(page, version.number, TABLE, kind, request=request)) for kind in FILES]
    context = Reading(page, version.documents, version=version).context(request) | {
        "comments": Paginator(found, PAGE_SIZE).get_page(request.GET.get("p")),
        "all_sums": sums(consultation),
        "files": files,
    }
    return TemplateResponse(request, "kpss_workflows/public/table.html", context)


def table_file(request: HttpRequest, page: Any, version: Snapshot, kind: str) -> Any:
    """Give the table as a file, row by row."""
    consultation = _settled(version)
    name = f"vyporadani-{page.slug}-{version.number}.{kind}"
    if kind == CSV:
        response = StreamingHttpResponse(csv_lines(consultation), content_type=FILES[kind])
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    else:
        response = FileResponse(
            xlsx(consultation), as_attachment=True, filename=name, content_type=FILES[kind]
        )
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _settled(version: Snapshot) -> Any:
    """The consultation whose settlements everybody reads; before that there is nothing here."""
    consultation = getattr(version, "consultation", None)
    if consultation is None or not version.is_public() or not consultation.settlements_are_public:
        raise Http404
    return consultation

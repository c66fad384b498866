"""A file that came with a letter, for the desk only."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from ..doors.hidden_drafts import hidden_among
from ..models.submission_files import SubmissionFile
from ..permissions import may_moderate


@never_cache
def submission_file(request: HttpRequest, pk: int) -> Any:
    """Give the file to be saved, never to be shown: what the public sends is opened by no page of ours."""
    related = "submission__consultation__snapshot__page"
    file = get_object_or_404(SubmissionFile.objects.select_related(related), pk=pk)
    page = file.submission.consultation.snapshot.page.specific
    if hidden_among(request.user, [page.pk]) or not may_moderate(request.user, page):
        raise Http404
    try:
        stream = file.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(stream, as_attachment=True, filename=file.name, content_type=file.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response

"""The receipt of a submission: its number and what was sent."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..models.submissions import Submission


@never_cache
@require_safe
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """Show the receipt to whoever holds its secret address; search engines are told to stay away."""
    found = Submission.objects.select_related("consultation__snapshot__page").prefetch_related("comments")
    submission = get_object_or_404(found, token=token)
    consultation = submission.consultation
    context = consultation.snapshot.page.specific.get_context(request) | {
        "submission": submission,
        "consultation": consultation,
        "version": consultation.snapshot,
    }
    response = render(request, "kpss_workflows/public/receipt.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response

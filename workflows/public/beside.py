"""One comment in public with what became of it: the passage before, the comment, the reasoning, the passage after."""

from __future__ import annotations

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from ..models.comments import Comment
from ..models.snapshots import Snapshot
from ..passages import beside_in_public, next_public_version
from ..table.rows import Table
from .addresses import CHANGES, version_url
from .reading import Reading

NUMBER = re.compile(r"([0-9]{1,9})-([0-9]{1,4})")


def beside(request: HttpRequest, page: Any, version: Snapshot, number: str) -> HttpResponse:
    """Show it once the settlements are public; a later version only once anybody may read it."""
    comment = _settled_comment(version, number)
    if comment is None or comment.answer is None:
        raise Http404
    later = next_public_version(page, version)
    context = Reading(page, version.documents, version=version).context(request) | {
        "comment": comment,
        "beside": beside_in_public(comment, version, later),
        "later": later,
        "changes_url": version_url(page, later.number, CHANGES, request=request) if later else "",
    }
    return TemplateResponse(request, "kpss_workflows/public/beside.html", context)


def _settled_comment(version: Snapshot, number: str) -> Comment | None:
    """Find what everybody may read by the number of the letter and the order in it, for example "7-1"."""
    consultation, match = getattr(version, "consultation", None), NUMBER.fullmatch(number)
    if consultation is None or match is None or not version.is_public():
        return None
    related = (
        "submission__identity",
        "submission__consultation__snapshot",
        "settlement__acceptance",
        "duplicate_of__settlement__acceptance",
        "duplicate_of__submission__consultation__snapshot",
    )
    found = Table(consultation).comments.filter(submission__number=match[1], number=match[2])
    return found.select_related(*related).first()

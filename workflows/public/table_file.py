"""The settlement table as a file, or how far its making has come.

Who asks for a file starts nothing: a small one is written at once, a large one by the clock after the publication.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers, get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _

from ..models.snapshots import Snapshot
from ..models.table_files import TableMaking
from ..table.giving import answer, file_name, made_file, small_file
from ..table.kinds import is_offered
from ..table.making import MOST_TRIES
from ..table.rows import Table
from ..table.state import state_of
from .addresses import TABLE, version_url
from .reading import Reading
from .table import settled_consultation

FOLLOW = "sledovat"
"""The parameter by which a reader lets the page look again by itself."""

LOOK_AGAIN = 10
"""After how many seconds it does."""


def table_file(
    request: HttpRequest, page: Any, version: Snapshot, kind: str, number: int = 1
) -> HttpResponse:
    """Give the file of the table as it reads now, or say how long it takes."""
    table = Table(settled_consultation(version))
    if not is_offered(kind):
        raise Http404(_("This site does not offer the table in this format."))
    state = state_of(table)
    making = _making(table, kind, state.key)
    if making and making.made_at and FOLLOW in request.GET:
        return redirect(version_url(page, version.number, TABLE, request=request))
    etag = quote_etag(f"{state.key[:32]}-{kind}-{number}")
    stream = made_file(making, number)
    if stream is None and number == 1 and state.is_small:
        stream = small_file(table, kind)
    if stream is None:
        return _waiting(request, page, version, kind, making)
    # Whoever keeps a copy asks first whether it is still so: a name may have been erased.
    given = get_conditional_response(request, etag=etag)
    given = given or answer(stream, kind, file_name(table, page.slug, kind, number))
    given["ETag"], given["Cache-Control"] = etag, "no-cache"
    return given


def _making(table: Table, kind: str, key: str) -> TableMaking | None:
    known = TableMaking.objects.filter(consultation=table.consultation, kind=kind, is_working=False)
    return known.filter(state=key).first()


def _waiting(
    request: HttpRequest, page: Any, version: Snapshot, kind: str, making: TableMaking | None
) -> HttpResponse:
    if (
        making
        and making.made_at
        and all(one.file.storage.exists(one.file.name) for one in making.files.all())
    ):
        raise Http404
    context = Reading(page, version.documents, version=version).context(request) | {
        "kind": kind.upper(),
        "making": making,
        "is_given_up": bool(making and making.tries >= MOST_TRIES),
        "follow": FOLLOW,
        "follows": FOLLOW in request.GET,
        "seconds": LOOK_AGAIN,
    }
    response = TemplateResponse(request, "kpss_workflows/public/table_waiting.html", context, status=202)
    add_never_cache_headers(response)
    if context["follows"] and not context["is_given_up"]:
        # Only for who wished so: a page that turns by itself is taken from under a reader's hands.
        response["Refresh"] = str(LOOK_AGAIN)
    return response

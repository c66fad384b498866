"""Two answers for machines that watch the site. Neither names a person, an address or an error.

``/readyz``  200 while the database answers, else 503: whether a proxy may send visitors here.
``/healthz`` 503 also when ``kpss_tick`` is an hour late and something waits for it: whether somebody should look. Do
             not give it to a proxy, for the pages work without the clock.
"""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from workflows.jobs.health import health

BROKEN = {"status": "broken", "database": "no answer"}


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Ask the database anything."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse(BROKEN, status=503)
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Say how clock and mail are doing."""
    try:
        data = health().as_data()
    except DatabaseError:
        return JsonResponse(BROKEN, status=503)
    return JsonResponse({"database": "ok"} | data, status=200 if data["status"] == "ok" else 503)

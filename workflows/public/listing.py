"""What the public of one site, or of one town on it, was asked and is being asked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from ..forms.subscription import SubscriptionForm
from ..models.comments import CommentStatus
from ..models.consultations import Consultation
from ..models.snapshots import Snapshot
from ..news.places import in_frame_of, place_of, public_pages_of
from ..table.links import public_links
from .addresses import TABLE, version_url

PAGE_SIZE = 20

PLACE = "misto"
"""The parameter that names a page, so that only what stands below it is listed."""

NOT_WITHDRAWN = Count(
    "submissions__comments", filter=~Q(submissions__comments__status=CommentStatus.WITHDRAWN)
)


def place_asked_for(request: HttpRequest) -> Any | None:
    """Return the part of the site that the address names, such as one town of many; ``None`` for the whole site.

    Raises ``Http404`` for one the public does not know: another's consultations are no answer.
    """
    asked = request.GET.get(PLACE, "")
    if not asked:
        return None
    place = place_of(request, int(asked)) if asked.isdecimal() and len(asked) < 19 else None
    if place is None:
        raise Http404
    return place


def consultations_of(request: HttpRequest, now: datetime | None = None, place: Any = None) -> Any:
    """Return the consultations on this site, or below a place, that anybody may know of, the newest first."""
    moment = now or timezone.now()
    pages = public_pages_of(request)
    if place is not None:
        pages = pages.descendant_of(place, inclusive=True)
    opened = Consultation.objects.valid().filter(
        opens_at__lte=moment,
        snapshot__in=Snapshot.objects.public(moment),
        snapshot__page__in=pages.order_by().values("pk"),
    )
    return opened.select_related("snapshot__page").order_by("-opens_at", "-pk")


@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    """List the open ones, which are few, and the past ones page by page."""
    now, place = timezone.now(), place_asked_for(request)
    known = consultations_of(request, now, place).annotate(comment_count=NOT_WITHDRAWN)
    past = Paginator(known.filter(closes_at__lte=now), PAGE_SIZE).get_page(request.GET.get("p"))
    context = {
        "open": [
            (one, address_of(one, request)) for one in known.filter(closes_at__gt=now).order_by("closes_at")
        ],
        "past": past,
        "past_rows": [(one, address_of(one, request), address_of(one, request, TABLE)) for one in past],
        "table_files": public_links(past, lambda one, *rest: address_of(one, request, TABLE, *rest)),
        "title": _("Public consultations"),
        **(in_frame_of(place) if place else {}),
        **_offer(request, place),
    }
    return render(request, "kpss_workflows/public/consultations.html", context)


def _offer(request: HttpRequest, place: Any) -> dict[str, Any]:
    """The form by which one subscribes to what is listed, unless the public knows no page it all belongs to."""
    site = Site.find_for_request(request)
    whole = place or (site and place_of(request, site.root_page_id))
    if not whole:
        return {}
    url = reverse("kpss_workflows:subscribe", args=[whole.pk])
    return {"subscription_form": SubscriptionForm(), "subscription_url": url}


def address_of(consultation: Consultation, request: HttpRequest, *rest: str) -> str:
    """The lasting address of what was shown."""
    return version_url(consultation.snapshot.page, consultation.snapshot.number, *rest, request=request)

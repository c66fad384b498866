"""What the public of one site was asked and is being asked: as a list, a feed and a calendar file."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event
from wagtail.models import Site

from ..base_page import BasePage
from ..models.consultations import Consultation
from ..models.snapshots import Snapshot
from ..table.links import public_links
from ..templatetags.kpss import czdatetime
from ..town_time import in_town
from .addresses import TABLE, version_url

PAGE_SIZE = 20
IN_FEED = 30


def consultations_of(request: HttpRequest, now: datetime | None = None) -> Any:
    """Return the consultations on this site that anybody may know of, the newest first."""
    moment = now or timezone.now()
    site = Site.find_for_request(request)
    if site is None:
        return Consultation.objects.none()
    pages = BasePage.objects.descendant_of(site.root_page, inclusive=True).public()
    opened = Consultation.objects.valid().filter(
        opens_at__lte=moment,
        snapshot__in=Snapshot.objects.public(moment),
        snapshot__page__in=pages.order_by().values("pk"),
    )
    return opened.select_related("snapshot__page").order_by("-opens_at", "-pk")


@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    """List the open ones, which are few, and the past ones page by page."""
    now = timezone.now()
    known = consultations_of(request, now)
    past = Paginator(known.filter(closes_at__lte=now), PAGE_SIZE).get_page(request.GET.get("p"))
    context = {
        "open": [
            (one, address_of(one, request)) for one in known.filter(closes_at__gt=now).order_by("closes_at")
        ],
        "past": past,
        "past_rows": [(one, address_of(one, request), address_of(one, request, TABLE)) for one in past],
        "table_files": public_links(past, lambda one, *rest: address_of(one, request, TABLE, *rest)),
        "title": _("Public consultations"),
    }
    return render(request, "kpss_workflows/public/consultations.html", context)


def address_of(consultation: Consultation, request: HttpRequest, *rest: str) -> str:
    """The lasting address of what was shown."""
    return version_url(consultation.snapshot.page, consultation.snapshot.number, *rest, request=request)


class ConsultationFeed(Feed):
    """What was opened and what became of it; no comment and no person stands in it."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest) -> HttpRequest:
        """The site is told by the request."""
        return request

    def title(self, request: HttpRequest) -> str:
        """What this is, and whose."""
        site = Site.find_for_request(request)
        name = site.site_name if site else ""
        return f"{_('Public consultations')} – {name}" if name else _("Public consultations")

    def link(self, request: HttpRequest) -> str:
        """The list."""
        return reverse("kpss_workflows:consultations")

    def items(self, request: HttpRequest) -> list[tuple[Consultation, str]]:
        """The newest, each with its address."""
        return [(one, address_of(one, request)) for one in consultations_of(request)[:IN_FEED]]

    def item_title(self, item: tuple[Consultation, str]) -> str:
        """What people are asked about."""
        return item[0].snapshot.title

    def item_description(self, item: tuple[Consultation, str]) -> str:
        """Until when, and what became of it."""
        return said_of(item[0])

    def item_link(self, item: tuple[Consultation, str]) -> str:
        """The version."""
        return item[1]

    def item_guid(self, item: tuple[Consultation, str]) -> str:
        """The same for ever, also when more time is given."""
        return f"kpss-consultation-{item[0].pk}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: tuple[Consultation, str]) -> datetime:
        """When it opened."""
        return item[0].opens_at

    def item_updateddate(self, item: tuple[Consultation, str]) -> datetime:
        """When it opened, was extended, or its settlements were published."""
        consultation = item[0]
        extended = (
            consultation.extensions.order_by("-extended_at").values_list("extended_at", flat=True).first()
        )
        return max(filter(None, [consultation.opens_at, extended, consultation.settlements_published_at]))


def said_of(consultation: Consultation) -> str:
    """One sentence for a feed and a calendar."""
    if consultation.settlements_are_public:
        return _("The settlement of comments is published.")
    if consultation.is_over():
        return _("The time for comments is over. The comments are being settled.")
    return _("Comments are received until %(closes)s.") % {"closes": czdatetime(consultation.closes_at)}


@require_safe
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the period, the hearings and the promised settlement as a calendar file."""
    consultation = get_object_or_404(consultations_of(request), pk=pk)
    address = request.build_absolute_uri(address_of(consultation, request))
    made = Calendar()
    made.add("prodid", "-//KPSS for Wagtail//cs")
    made.add("version", "2.0")
    for number, (name, begins, ends, where) in enumerate(_events(consultation)):
        event = Event()
        event.add("uid", f"kpss-consultation-{pk}-{number}")
        event.add("dtstamp", consultation.opens_at)
        event.add("summary", f"{consultation.snapshot.title}: {name}")
        event.add("dtstart", begins)
        if ends:
            event.add("dtend", ends)
        if where:
            event.add("location", where)
        event.add("description", said_of(consultation))
        event.add("url", address)
        made.add_component(event)
    made.add_missing_timezones()
    response = HttpResponse(made.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="pripominky-{pk}.ics"'
    return response


def _events(consultation: Consultation) -> list[tuple[str, Any, Any, str]]:
    """Name, beginning, end and place of everything that has a time, by the town hall's clock."""
    begins, ends = in_town(consultation.opens_at), in_town(consultation.closes_at)
    found = [(_("public comments"), begins, ends, "")]
    for place in consultation.places.filter(kind="hearing"):
        found.append((_("public hearing"), in_town(place.starts_at), None, place.place))
    if consultation.settled_by:
        found.append((_("promised settlement of comments"), consultation.settled_by, None, ""))
    return found

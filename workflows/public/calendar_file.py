"""The period of a consultation for people's calendars."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from ..models.consultations import Consultation
from ..town_time import in_town
from .listing import address_of, consultations_of
from .said import said_of


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

"""What must hold between the values of a town: what is referred to exists, ends come after beginnings."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from .kinds import Facts, Reading
from .problems import shown


def check_town(town: Facts, reading: Reading) -> None:
    """Note everything that does not fit together; the town's references are used up."""
    _check_references(town, reading)
    for place, sentence in _contradictions(town):
        reading.refuse(place, sentence)


def _check_references(town: Facts, reading: Reading) -> None:
    known = {key: {item["id"] for item in town[key]} for key in _lists_of(reading)}
    for place, lists, identifier in reading.references:
        if not any(identifier in known[key] for key in lists):
            sentence = _("%(id)s is not among the %(lists)s of this town.")
            reading.refuse(place, sentence % {"id": shown(identifier), "lists": ", ".join(lists)})
    reading.references.clear()


def _lists_of(reading: Reading) -> set[str]:
    return {key for _place, lists, _id in reading.references for key in lists}


def _contradictions(town: Facts) -> Iterator[tuple[str, str]]:
    yield from _ambiguous_ids(town)
    yield from _bad_contacts(town)
    yield from _bad_plans(town)
    yield from _bad_meetings(town)
    for consultation in town["consultations"]:
        yield from _upside_down(consultation, "from", "to")
    for project in town["projects"]:
        yield from _upside_down(project, "start", "end")


def _upside_down(facts: Facts, start: str, end: str) -> Iterator[tuple[str, str]]:
    if facts[start] and facts[end] and facts[end] < facts[start]:
        yield f"{facts.place}.{end}", _("The end comes before the beginning.")


def _ambiguous_ids(town: Facts) -> Iterator[tuple[str, str]]:
    groups = {group["id"]: group.place for group in town["groups"]}
    for body in town["related_bodies"]:
        if body["id"] in groups:
            sentence = _("The id %(id)s is taken by %(place)s already.")
            yield f"{body.place}.id", sentence % {"id": shown(body["id"]), "place": groups[body["id"]]}


def _bad_contacts(town: Facts) -> Iterator[tuple[str, str]]:
    for contact in town["contacts"]:
        if not contact["name"] and not contact["person"]:
            yield contact.place, _("A contact needs a name or a person.")


def _bad_plans(town: Facts) -> Iterator[tuple[str, str]]:
    older = {plan["id"]: plan["supersedes"] for plan in town["plans"]}
    for plan in town["plans"]:
        if plan["period"].place:
            yield from _upside_down(plan["period"], "from_year", "to_year")
        if _follows_itself(plan["id"], older):
            yield f"{plan.place}.supersedes", _("The plan follows itself.")
        if plan["parent_plan"] == plan["id"]:
            yield f"{plan.place}.parent_plan", _("The plan is its own parent.")


def _follows_itself(plan: str, older: dict[str, str]) -> bool:
    seen = set()
    earlier = older[plan]
    while earlier and earlier not in seen:
        if earlier == plan:
            return True
        seen.add(earlier)
        earlier = older.get(earlier)
    return False


def _bad_meetings(town: Facts) -> Iterator[tuple[str, str]]:
    for meeting in town["meetings"]:
        if meeting["time"] and meeting["end_time"] and meeting["end_time"] <= meeting["time"]:
            yield f"{meeting.place}.end_time", _("The end comes before the beginning.")
        yield from _unknown_agenda_numbers(meeting)
        yield from _twice_at_one_meeting(meeting)


def _unknown_agenda_numbers(meeting: Facts) -> Iterator[tuple[str, str]]:
    numbers = {item["number"] for item in meeting["agenda"]}
    for item in meeting["items"]:
        if numbers and item["agenda_number"] and item["agenda_number"] not in numbers:
            sentence = _("The agenda has no item %(number)s.")
            yield f"{item.place}.agenda_number", sentence % {"number": shown(item["agenda_number"])}


def _twice_at_one_meeting(meeting: Facts) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for status, people in meeting["attendance"].items():
        for index, person in enumerate(people):
            if person in seen:
                sentence = _("%(id)s stands in the attendance twice.")
                yield f"{meeting.place}.attendance.{status}[{index}]", sentence % {"id": shown(person)}
            seen.add(person)

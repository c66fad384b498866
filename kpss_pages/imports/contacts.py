"""Whom to ask: rows beside the portal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..folding import fold
from ..models import Contact, Person
from .kinds import Facts
from .problems import at
from .town import Town


def load_contacts(town: Town) -> None:
    """Write the contacts of a new portal. They have no ids: later the portal's own are right."""
    if not town.is_new:
        return
    town.report.added[Contact] += len(town.facts["contacts"])
    if town.report.dry_run:
        return
    for position, facts in enumerate(town.facts["contacts"]):
        with at(facts.place):
            contact = Contact(page_id=town.portal.pk, sort_order=position, **_values(town, facts))
            contact.full_clean(exclude=["page"])
            contact.save()


def _values(town: Town, facts: Facts) -> dict[str, Any]:
    person = town.get("persons", facts["person"])
    phones = [*facts["phones"], *([person.phone] if person and person.phone else [])]
    role = person.role if person else ""
    return {
        "name": person.full_name if person else facts["name"],
        "role": role,
        "organisation": _organisation(person, facts["name"]),
        "purpose": facts["purpose"],
        "phone": phones[0] if phones else "",
        "phone2": phones[1] if len(phones) > 1 else "",
        "email": facts["email"] or (person.email if person else ""),
        "address": "\n".join(_address(facts, phones[2:])),
        "data_box": facts["data_box"],
        "note": facts["note"],
        "is_coordinator": "koordinator" in fold(f"{role} {facts['purpose']}"),
    }


def _organisation(person: Person | None, name: str) -> str:
    if not person:
        return ""
    return person.organisation_name or name


def _address(facts: Facts, more_phones: list[str]) -> Iterator[str]:
    """Write the letterhead line by line, as offices print it."""
    if facts["street"]:
        yield facts["street"]
    if town := " ".join(filter(None, (facts["postcode"], facts["city"]))):
        yield town
    if facts["ico"]:
        yield f"IČO: {facts['ico']}"
    if facts["dic"]:
        yield f"DIČ: {facts['dic']}"
    for phone in more_phones:
        yield f"Telefon: {phone}"

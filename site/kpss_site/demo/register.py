"""Organisations and people of the invented town. Half of the people are private, and stay so on every page."""

from __future__ import annotations

from kpss_pages.models import Organisation, Person

from .town import Town


def ensure_register(town: Town) -> None:
    """Find everybody the content names, and enter who is missing."""
    facts = town.read("register")
    for key, values in facts["organisations"].items():
        town.organisations[key] = _organisation(town, dict(values))
    for key, values in facts["people"].items():
        town.people[key] = _person(town, dict(values))


def _organisation(town: Town, values: dict) -> Organisation:
    rest = {"is_provider": values.pop("provider", False)} | values
    row, _created = Organisation.objects.get_or_create(
        portal_id=town.portal.pk, name=rest.pop("name"), defaults=rest
    )
    return row


def _person(town: Town, values: dict) -> Person:
    found = {
        "title_before": values.get("before", ""),
        "role": values.get("role", ""),
        "organisation": town.organisations.get(values.get("of")),
        "name_is_public": values.get("public", False),
        "email": values.get("email", ""),
    }
    row, _created = Person.objects.get_or_create(
        portal_id=town.portal.pk, name=values["name"], defaults=found
    )
    return row

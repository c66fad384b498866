"""People of a town. Names in such files were published by the authorities themselves and are marked public."""

from __future__ import annotations

from ..folding import fold
from ..models import Organisation, Person
from .kinds import Facts
from .town import Town


def load_persons(town: Town) -> None:
    """Enter them into the portal's register."""

    def make(facts: Facts) -> Person:
        organisation = _organisation(town, facts["organisation"])
        person = Person(
            portal_id=town.portal.pk,
            name=facts["name"],
            title_before=facts["title_before"],
            title_after=facts["title_after"],
            name_is_public=True,
            role=facts["role"],
            organisation=organisation,
            organisation_text="" if organisation else facts["organisation"],
            email=facts["email"],
            phone=facts["phone"],
        )
        person.full_clean()
        person.save()
        return person

    before = town.report.added[Person]
    town.load_each("persons", Person, make)
    town.report.public_names += town.report.added[Person] - before


def _organisation(town: Town, name: str) -> Organisation | None:
    """Return the organisation that the file names by words; most are not in its list."""
    for one in town.get_all("organisations", [item["id"] for item in town.facts["organisations"]]):
        if name and fold(one.name) == fold(name):
            return one
    return None

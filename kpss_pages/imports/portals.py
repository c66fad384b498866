"""The portal of a town: its territory and everything that has no id of its own in the file."""

from __future__ import annotations

from typing import Any

from ..models import KpssIndexPage
from ..setup import ensure_listings
from .kinds import Facts
from .process import process_lists
from .publishing import publish_below
from .shape import OWN_IDS
from .town import Town

MUNICIPALITIES = "Obce: %s."


def load_portal(town: Town, parent: Any) -> None:
    """Find the portal of the town or publish it, with its lists."""

    def make() -> KpssIndexPage:
        town.portal = publish_below(parent, KpssIndexPage(**_values(town.facts)), town.facts["id"])
        ensure_listings(town.portal)
        return town.portal

    town.portal = town.ledger.once(KpssIndexPage, town.facts, make, skip=OWN_IDS.keys())


def _values(facts: Facts) -> dict[str, Any]:
    territory = facts["territory"]
    return {
        "title": facts["name"],
        "official_name": facts["official_name"],
        "territory_name": territory["name"],
        "territory_kind": territory["kind"],
        "territory_description": _description(territory),
        "municipality_codes": _codes(facts),
        "city_districts": territory["city_districts"],
        "district": facts["district"],
        "region": facts["region_nuts3"],
        "ico": facts["ico"],
        "data_box": facts["data_box"],
        "population": facts["population"]["count"],
        "population_as_of": facts["population"]["as_of"],
        "process": process_lists(facts),
    }


def _description(territory: Facts) -> str:
    """Add the municipalities that the description does not name."""
    described = f"{territory['name']} {territory['description']}"
    missing = [one["name"] for one in territory["municipalities"] if one["name"] not in described]
    named = MUNICIPALITIES % ", ".join(missing) if missing else ""
    return "\n".join(filter(None, (territory["description"], named)))


def _codes(facts: Facts) -> list[str]:
    """Return the codes of the territory, that of the town itself first."""
    codes = [facts["municipality_code"], *(one["code"] for one in facts["territory"]["municipalities"])]
    return list(dict.fromkeys(filter(None, codes)))

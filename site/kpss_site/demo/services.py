"""The catalogue of services, one of them with a secret address."""

from __future__ import annotations

from typing import Any

from kpss_pages.models import ServiceForm, ServicePage, ServiceType, TargetGroup

from .calendar import at
from .publishing import is_there, publish
from .rich_text import html
from .town import Town

TOWN, POSTCODE = "Doubravín nad Lipkou", "000 01"
COPIED = ("title", "territory", "phones", "email", "street", "secret_address")


def ensure_services(town: Town) -> None:
    """Publish the services that are missing."""
    listing = town.listings["services"]
    for facts in town.read("services")["services"]:
        if not is_there(ServicePage, listing, facts["slug"]):
            moment = at(town.calendar.day(-900))
            publish(listing, _service(town, facts), facts["slug"], user=town.editor, moment=moment)


def _service(town: Town, facts: dict[str, Any]) -> ServicePage:
    page = ServicePage(
        **{name: facts[name] for name in COPIED if name in facts},
        service_type=ServiceType.objects.filter(key=facts.get("type")).first(),
        provider=town.organisations[facts["provider"]],
        description=html(facts["text"]),
        forms=[ServiceForm(**form) for form in facts["forms"]],
    )
    if page.street:
        page.town, page.postcode = TOWN, POSTCODE
    page.target_groups = TargetGroup.objects.filter(key__in=facts["for"])
    page.topics.add(*facts.get("topics", []))
    return page

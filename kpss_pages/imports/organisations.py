"""Organisations of a town, and bodies that it only meets with."""

from __future__ import annotations

from ..models import Organisation
from .kinds import Facts
from .town import Town
from .words import role_in_words

PROVIDERS = {"provider", "ngo_provider"}


def load_organisations(town: Town) -> None:
    """Enter them into the portal's register."""

    def make(facts: Facts) -> Organisation:
        return _entered(
            Organisation(
                portal_id=town.portal.pk,
                name=facts["name"],
                short_name=facts["short_name"],
                ico=facts["ico"],
                role=role_in_words(facts["role"], facts["form"]),
                is_provider=facts["role"] in PROVIDERS,
            )
        )

    def make_body(facts: Facts) -> Organisation:
        role = role_in_words(facts["kind"])
        return _entered(Organisation(portal_id=town.portal.pk, name=facts["name"], role=role))

    town.load_each("organisations", Organisation, make)
    town.load_each("related_bodies", Organisation, make_body)


def _entered(organisation: Organisation) -> Organisation:
    organisation.full_clean()
    organisation.save()
    return organisation

"""A town while it is being loaded: its facts, its portal and what was found or made so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Model

from ..models import KpssIndexPage
from ..setup import ensure_listings
from .kinds import Facts
from .ledger import Ledger
from .report import Report


@dataclass
class Town:
    """Hands out what the file calls by id. ``None`` stands for what was deleted, and in a dry run for the new."""

    facts: Facts
    ledger: Ledger
    is_new: bool
    portal: KpssIndexPage | None = None
    found: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def report(self) -> Report:
        """What is told at the end."""
        return self.ledger.report

    @cached_property
    def listings(self) -> dict[str, Any]:
        """The lists of the portal; asked for only when something is put below one."""
        return ensure_listings(self.portal)

    def load_each(
        self,
        list_name: str,
        model: type[Model],
        make: Callable[[Facts], Any],
        items: Iterable[Facts] | None = None,
    ) -> None:
        """Make everything in a list of the file that was never loaded."""
        found = self.found.setdefault(list_name, {})
        for facts in self.facts[list_name] if items is None else items:
            found[facts["id"]] = self.ledger.once(
                model, facts, lambda facts=facts: make(facts), list_name=list_name
            )

    def get(self, list_name: str, identifier: str) -> Any:
        """Return what has this id, if it has been loaded and is still there."""
        return self.found.get(list_name, {}).get(identifier)

    def get_all(self, list_name: str, identifiers: Iterable[str]) -> list[Any]:
        """Return what has these ids and is still there, each once."""
        found = (self.get(list_name, identifier) for identifier in dict.fromkeys(identifiers))
        return [one for one in found if one is not None]

    def named(self, list_name: str, identifier: str) -> str:
        """Return the name or title the file gives to an id; nothing for an unknown one."""
        facts = next((one for one in self.facts[list_name] if one["id"] == identifier), {})
        return facts.get("name") or facts.get("title") or ""

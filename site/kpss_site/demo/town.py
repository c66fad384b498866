"""The invented town: what its parts are found by while it is being built."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from workflows.base_page import BasePage

from . import content
from .calendar import Calendar
from .uploads import Uploads


@dataclass
class Town:
    """The portal, its people and everything its pages refer to by a key of the content."""

    calendar: Calendar
    portal: BasePage
    accounts: dict[str, Any]
    uploads: Uploads
    listings: dict[str, BasePage]
    organisations: dict[str, Any] = field(default_factory=dict)
    people: dict[str, Any] = field(default_factory=dict)
    groups: dict[str, BasePage] = field(default_factory=dict)

    @property
    def editor(self) -> Any:
        """Who writes the pages."""
        return self.accounts["editor"]

    @property
    def coordinator(self) -> Any:
        """Who keeps the portal."""
        return self.accounts["koordinator"]

    def read(self, name: str, *, plan_year: int | None = None) -> dict[str, Any]:
        """Read a file of the content in the year of loading."""
        return content.read(name, year=self.calendar.year, plan_year=plan_year)

"""The places where data of people are kept: one list for the record of processing, export, erasure and uninstalling.

An app adds its own in its ``ready``::

    from workflows.people.places import Place, register_place

    register_place(Place(name="subscribers", title=_("Subscribers"), models=("news.Subscriber",), ..., find=found_by,
                         tell=as_data, erase=erase_subscribers))
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .sought import Sought

Files = Iterable[tuple[str, Any]]
"""Names of files, each with what opens for reading."""


@dataclass(frozen=True)
class Place:
    """One kind of data, as the record of processing tells of it, and what is done with one person's share.

    ``models`` are labels. ``find`` gives the rows of one person; without it nobody can be found here. ``tell`` gives a
    row as plain data for the export. ``erase`` takes all rows at once, in the caller's transaction, and says how many
    it changed; without it the rows stay, and ``stays`` says why. ``drop`` takes away what lies outside the database
    when the layer leaves the site.
    """

    name: str
    title: str
    models: tuple[str, ...]
    purpose: str
    basis: str
    kept: str
    seen_by: str
    find: Callable[[Sought], Iterable[Any]] | None = None
    tell: Callable[[Any], dict[str, Any]] | None = None
    files: Callable[[Any], Files] | None = None
    erase: Callable[[list[Any], datetime], int] | None = None
    stays: str = ""
    drop: Callable[[], None] | None = None


_places: dict[str, Place] = {}


def register_place(place: Place) -> None:
    """Add a place at the end, or put another in the place of the one with this name."""
    _places[place.name] = place


def places() -> list[Place]:
    """Every place, in the order of registering."""
    return list(_places.values())


@dataclass(frozen=True)
class Found:
    """What one place holds of a person."""

    place: Place
    rows: list[Any]

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    @property
    def is_erased(self) -> bool:
        """An erasure takes them away."""
        return self.place.erase is not None

    def told(self) -> list[dict[str, Any]]:
        """The rows as plain data."""
        return [self.place.tell(row) for row in self.rows] if self.place.tell else []


def find_everywhere(sought: Sought) -> list[Found]:
    """Look through every place; those that hold nothing are left out.

    All is read before anything is erased, because some rows are found by what others hold.
    """
    found = [Found(place, list(place.find(sought))) for place in places() if place.find]
    return [one for one in found if one.rows]

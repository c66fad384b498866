"""Objects and lists of values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from ..problems import shown
from .base import Kind, Reading, is_empty


class Facts(dict):
    """An object of the file with its place. Every key of its kind is there; what the file leaves out is empty."""

    def __init__(self, values: dict[str, Any], *, place: str, raw: dict[str, Any]) -> None:
        super().__init__(values)
        self.place = place
        self.raw = raw


class Record(Kind):
    """An object with the given keys."""

    def __init__(
        self, fields: dict[str, Kind], *, required: bool = False, ignored: Iterable[str] = ()
    ) -> None:
        super().__init__(required=required)
        self.fields, self.ignored = fields, set(ignored)

    def nothing(self) -> Facts:
        return Facts({key: kind.nothing() for key, kind in self.fields.items()}, place="", raw={})

    def parse(self, value: Any, place: str, reading: Reading) -> Facts:
        if not isinstance(value, dict):
            return self.refuse(value, place, reading, _("%(value)s is not an object."))
        inner = {key: f"{place}.{key}" if place else key for key in self.fields}
        values = {key: kind.read(value.get(key), inner[key], reading) for key, kind in self.fields.items()}
        unknown = (key for key in value if key not in self.fields and key not in self.ignored)
        reading.unknown_keys.extend(".".join(filter(None, (place, shown(key)[1:-1]))) for key in unknown)
        return Facts(values, place=place, raw=value)


class Several(Kind):
    """A list of values of one kind. Objects with ids have each its own."""

    def __init__(self, kind: Kind, *, required: bool = False) -> None:
        super().__init__(required=required)
        self.kind = kind

    def nothing(self) -> list[Any]:
        return []

    def parse(self, value: Any, place: str, reading: Reading) -> list[Any]:
        if not isinstance(value, list):
            return self.refuse(value, place, reading, _("%(value)s is not a list."))
        if self.required and not value:
            reading.refuse(place, _("This list must not be empty."))
        found = [self._read_item(item, f"{place}[{index}]", reading) for index, item in enumerate(value)]
        _check_ids(found, reading)
        return found

    def _read_item(self, item: Any, place: str, reading: Reading) -> Any:
        """A place in a list cannot be empty: nobody would know what is missing."""
        if is_empty(item):
            reading.refuse(place, _("This must be filled in."))
            return self.kind.nothing()
        return self.kind.read(item, place, reading)


def _check_ids(items: list[Any], reading: Reading) -> None:
    places: dict[str, str] = {}
    for item in items:
        identifier = item.get("id") if isinstance(item, Facts) else None
        if not identifier:
            continue
        if identifier in places:
            sentence = _("The id %(id)s is taken by %(place)s already.")
            reading.refuse(
                f"{item.place}.id", sentence % {"id": shown(identifier), "place": places[identifier]}
            )
        places.setdefault(identifier, item.place)

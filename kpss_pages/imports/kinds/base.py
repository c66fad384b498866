"""What every kind of value shares: empty means that the source does not say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from ..problems import Problem, shown


def is_empty(value: Any) -> bool:
    """Tell whether the source says nothing: null, or a text without a letter."""
    return value is None or (isinstance(value, str) and not value.strip())


@dataclass
class Reading:
    """What is noticed while a file is read."""

    problems: list[Problem] = field(default_factory=list)
    unknown_keys: list[str] = field(default_factory=list)
    references: list[tuple[str, tuple[str, ...], str]] = field(default_factory=list)

    def refuse(self, place: str, sentence: str) -> None:
        """Note a problem and read on."""
        self.problems.append(Problem(place, sentence))

    def refer(self, place: str, lists: tuple[str, ...], identifier: str) -> None:
        """Note that a place names something in one of the lists of its town."""
        self.references.append((place, lists, identifier))


class Kind:
    """One sort of value. ``null`` and empty text mean that the source does not say."""

    empty: Any = None

    def __init__(self, *, required: bool = False) -> None:
        self.required = required

    def read(self, value: Any, place: str, reading: Reading) -> Any:
        """Return our value; a wrong one becomes empty and a problem."""
        if is_empty(value):
            if self.required:
                reading.refuse(place, _("This must be filled in."))
            return self.nothing()
        return self.parse(value, place, reading)

    def nothing(self) -> Any:
        """Return what stands for a fact that is not known."""
        return self.empty

    def parse(self, value: Any, place: str, reading: Reading) -> Any:
        """Turn a value that is there into ours."""
        raise NotImplementedError

    def refuse(self, value: Any, place: str, reading: Reading, sentence: str) -> Any:
        """Note what is wrong with the value, which the sentence calls ``%(value)s``."""
        reading.refuse(place, sentence % {"value": shown(value)})
        return self.nothing()


class OneOfKinds(Kind):
    """A value that files write in more than one way; the first Python type that fits says how it is read."""

    def __init__(self, *ways: tuple[type, Kind]) -> None:
        super().__init__()
        self.ways = ways

    def parse(self, value: Any, place: str, reading: Reading) -> Any:
        for python_type, kind in self.ways:
            if isinstance(value, python_type):
                return kind.parse(value, place, reading)
        return self.ways[-1][1].parse(value, place, reading)

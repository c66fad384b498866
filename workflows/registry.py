"""Lists that the host application brings, because this layer knows no word of its trade."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

Choice = tuple[str, str]


class SuggestedReader(NamedTuple):
    """Somebody who may be asked to read a draft; ``group`` says as whose member."""

    name: str
    email: str
    group: str = ""


ReaderSource = Callable[[Any, Any], Iterable[SuggestedReader]]
"""Takes the root page of a bundle and its present state."""


_commenter_roles: list[Choice] = []
_sides: tuple[str, dict[str, str]] = ("", {})
_bodies: list[Choice] = []
_companions: list[str] = []
_reader_sources: list[ReaderSource] = []


def register_commenter_roles(choices: Iterable[Choice]) -> None:
    """Say who a commenter may be, in plain words and in the order they are offered."""
    _commenter_roles[:] = choices


def commenter_roles() -> list[Choice]:
    """Who a commenter may be."""
    return list(_commenter_roles)


def register_sides(title: str, side_of_role: Mapping[str, str]) -> None:
    """Say which side each role stands on, where roles are counted by side, and what that sum is called."""
    global _sides
    _sides = (title, dict(side_of_role))


def sides() -> tuple[str, dict[str, str]]:
    """The title of the sum, and the side of each role in the order they are counted."""
    return _sides


def register_bodies(choices: Iterable[Choice]) -> None:
    """Name the bodies that adopt resolutions."""
    _bodies[:] = choices


def bodies() -> list[Choice]:
    """The bodies that adopt resolutions."""
    return list(_bodies)


def register_companion(label: str) -> None:
    """Name an app that stands on this layer and leaves the project with it."""
    if label not in _companions:
        _companions.append(label)


def companions() -> list[str]:
    """The labels of the apps that leave with this layer."""
    return list(_companions)


def register_reader_suggestions(source: ReaderSource) -> None:
    """Say who might read a draft, such as the members of a group that decides on it."""
    if source not in _reader_sources:
        _reader_sources.append(source)


def reader_suggestions() -> list[ReaderSource]:
    """The sources of people who might read a draft."""
    return list(_reader_sources)

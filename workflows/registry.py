"""Lists that the host application brings, because this layer knows no word of its trade."""

from __future__ import annotations

from collections.abc import Iterable

Choice = tuple[str, str]

_commenter_roles: list[Choice] = []
_bodies: list[Choice] = []


def register_commenter_roles(choices: Iterable[Choice]) -> None:
    """Say who a commenter may be, in plain words and in the order they are offered."""
    _commenter_roles[:] = choices


def commenter_roles() -> list[Choice]:
    """Who a commenter may be."""
    return list(_commenter_roles)


def register_bodies(choices: Iterable[Choice]) -> None:
    """Name the bodies that adopt resolutions."""
    _bodies[:] = choices


def bodies() -> list[Choice]:
    """The bodies that adopt resolutions."""
    return list(_bodies)

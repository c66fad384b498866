"""Notices above every page of a portal."""

from __future__ import annotations

from typing import Any

from .navigation import portal_in


def invented_note(context: Any) -> str:
    """Say on every page of an invented town that it is invented."""
    portal = portal_in(context)
    return portal.invented_note if portal else ""

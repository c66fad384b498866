"""Whether a comment that comes after the closing is still taken."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ..models.consultations import Consultation
from ..standing import standing_of

TOO_LATE = ("decision", "final")
"""Kinds of states in which a body decides on the settled text, or has decided: nobody settles any more."""


def somebody_settles(root: Any) -> bool:
    """Tell whether no body decides on the settled text of a bundle yet, or has decided."""
    standing = standing_of(root)
    return standing is not None and standing.run is not None and standing.state.kind not in TOO_LATE


def takes_late(consultation: Consultation, root: Any, now: datetime | None = None) -> bool:
    """Tell whether the rules of the consultation and the state of its page let a late comment in."""
    return consultation.takes_late_comments(now) and somebody_settles(root)

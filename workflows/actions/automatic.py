"""What the clock does next: the automatic transition out of a state, by whichever action its effect names."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ..standing import standing_of
from .base import Refused


def follow_automatic(page: Any, now: datetime) -> bool:
    """Make the automatic transition that leaves the present state, if there is one and its guards hold.

    As in Plone, a state may be left the moment it is entered. Tells whether anything was done.
    """
    from .registry import ACTION_OF_EFFECT

    standing = standing_of(page)
    leaving = standing.definition.leaving(standing.state.key) if standing and standing.run else []
    for transition in (one for one in leaving if one.automatic):
        try:
            ACTION_OF_EFFECT[transition.effect](page, transition.key, now=now).execute()
        except Refused:
            return False
        return True
    return False

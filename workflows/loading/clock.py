"""What a transition must not ask for if the clock is to make it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..definition import Transition
from ..guards import FOUR_EYES
from .ways import Problem

BY_ITSELF = ("forward", "return")


def bad_automatic(transition: Transition, where: str) -> Iterator[Problem]:
    """Yield why the clock could never make this transition, or would always."""
    if transition.effect not in BY_ITSELF:
        reason = _("Only “forward” and “return” happen by themselves; the others ask a person.")
        yield f"{where}.automatic", reason
    if transition.comment_required:
        yield f"{where}.comment_required", _("The clock makes this transition, and it writes no words.")
    if FOUR_EYES in transition.guards:
        yield f"{where}.guards", _("The clock makes this transition, and it has no eyes.")
    if not transition.guards:
        reason = _("Without a guard the clock would leave the state at the moment it is entered.")
        yield f"{where}.guards", reason

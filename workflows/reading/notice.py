"""What a page's overview says of its internal reading, to each person their own part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..models.internal_versions import InternalVersion
from ..standing import Standing
from .rights import asks_for_opinions, may_give_opinion, may_see_opinions
from .rounds import Round, present_round, round_before


@dataclass(frozen=True)
class ReadingNotice:
    """The way to the answers, the way to answering, and the counts, as far as they concern the person."""

    may_see: bool
    may_answer: bool
    round: Round | None
    before: Round | None
    before_state: str


def reading_notice(user: Any, root: Any, standing: Standing | None) -> ReadingNotice:
    """Say what concerns this person. Past readings stay in reach of whoever may see them."""
    was_read = asks_for_opinions(standing) or InternalVersion.objects.of_page(root).exists()
    may_see = was_read and may_see_opinions(user, root, standing)
    counts = present_round(root, standing, fingerprint="") if may_see else None
    before = round_before(root, standing) if may_see and counts is None else None
    state = before.state_name(standing.definition) if before else ""
    return ReadingNotice(may_see, may_give_opinion(user, root, standing), counts, before, state)

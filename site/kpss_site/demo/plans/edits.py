"""Change the wording of measures in the drafts of a plan's areas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail.rich_text import RichText

from ..rich_text import html


def reword(plan: Any, wordings: dict[str, str], *, user: Any) -> None:
    """Give the measures with these numbers a new description and save the areas they stand in."""
    for area in plan.get_bundle_children():
        draft = area.get_latest_revision_as_object()
        touched = [one for one in _measures(draft) if one["number"] in wordings]
        for measure in touched:
            measure["description"] = RichText(html(wordings[measure["number"]]))
        if touched:
            draft.save_revision(user=user)


def _measures(area: Any) -> Iterator[Any]:
    for child in area.goals:
        yield from child.value["measures"] if child.block_type == "goal" else [child.value]

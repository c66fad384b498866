"""The type of a goal, offered from what the plan names."""

from __future__ import annotations

from typing import Any

from wagtail import blocks

DATALIST_ID = "kpss-goal-types"
"""The list of suggestions that the panel of an area's measures prints."""


class GoalTypeNameBlock(blocks.CharBlock):
    """A line of text with the plan's own types of goals as suggestions."""

    def __init__(self, **kwargs: Any) -> None:
        """Point to the list of suggestions."""
        super().__init__(**kwargs)
        self.field.widget.attrs["list"] = DATALIST_ID

"""What a plan calls its levels and tells of its measures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..choices import LEVEL_LABELS, Levels, MeasureField


@dataclass(frozen=True)
class Wording:
    """The choices of a plan that its areas are read by."""

    area: str = LEVEL_LABELS["area"]
    goal: str = LEVEL_LABELS["goal"]
    measure: str = LEVEL_LABELS["measure"]
    activity: str = LEVEL_LABELS["activity"]
    levels: Levels = Levels.AREA_GOAL_MEASURE_ACTIVITY
    measure_fields: list[str] = field(default_factory=lambda: list(MeasureField.values))
    goal_types: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, plan: Any) -> Wording:
        """Read the choices of a plan; a field nobody knows any more is left out, the order is ours."""
        return cls(
            **{level: getattr(plan, f"{level}_label") or LEVEL_LABELS[level] for level in LEVEL_LABELS},
            levels=Levels(plan.levels),
            measure_fields=[name for name in MeasureField.values if name in plan.measure_fields],
            goal_types=[child.value["name"] for child in plan.goal_types],
        )

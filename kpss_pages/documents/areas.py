"""An area of a plan as a document."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from workflows.document import Field, Part
from workflows.document_html import html_of

from .fields import html, items, present, text
from .identity import own_id
from .measures import measure_part
from .wording import Wording

PAGE_LEVEL, TOP_LEVEL = 1, 2
"""The page is headed h1, goals and measures without a goal h2, measures of a goal h3."""


def area_fields(area: Any, wording: Wording) -> list[Field]:
    """Tell what is said of the area as a whole."""
    return present(
        [
            text("number", wording.area, area.number),
            text("group", _("Working group"), area.group.title if area.group else ""),
            text(
                "cross_cutting", _("Reach"), _("common and overlapping goals") if area.cross_cutting else ""
            ),
            html("introduction", _("Introduction"), html_of(area.introduction, below=PAGE_LEVEL)),
            items("strengths", _("Strengths"), area.strengths),
            items("weaknesses", _("Weaknesses"), area.weaknesses),
            items("opportunities", _("Opportunities"), area.opportunities),
            items("threats", _("Threats"), area.threats),
        ]
    )


def area_parts(area: Any, wording: Wording) -> list[Part]:
    """Make a part of every goal and of every measure that stands without one."""
    return [
        _goal(child, wording) if child.block_type == "goal" else measure_part(child, wording, level=TOP_LEVEL)
        for child in area.goals
    ]


def _goal(child: Any, wording: Wording) -> Part:
    value = child.value
    return Part(
        id=own_id(child),
        kind="goal",
        label=wording.goal,
        number=value["number"] or "",
        title=value["title"] or "",
        fields=present(
            [
                text("goal_type", _("Type of goal"), value["goal_type"]),
                html("description", _("Description"), html_of(value["description"], below=TOP_LEVEL)),
            ]
        ),
        parts=[
            measure_part(measure, wording, level=TOP_LEVEL + 1) for measure in value["measures"].bound_blocks
        ],
    )

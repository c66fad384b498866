"""A plan without its areas as a document."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from workflows.document import Field, Part

from .chapters import annex_parts, chapter_parts
from .fields import items, present, text
from .years import years_with_words


def plan_fields(plan: Any) -> list[Field]:
    """Tell what is said of the plan as a whole."""
    predecessor = plan.predecessor
    return present(
        [
            text("kind", _("Kind of document"), plan.kind_label or plan.get_kind_display()),
            text("period", _("Period"), years_with_words(plan.period_from, plan.period_to, plan.period_text)),
            text("territory", _("Territory"), plan.territory),
            items("municipality_codes", _("Codes of municipalities (LAU 2)"), plan.municipality_codes),
            text("commissioner", _("Commissioner"), plan.commissioner),
            text("author", _("Author"), plan.author),
            items("goal_types", _("Types of goals"), (_goal_type(child.value) for child in plan.goal_types)),
            text("predecessor", _("Follows"), predecessor.title if predecessor else ""),
        ]
    )


def plan_parts(plan: Any) -> list[Part]:
    """Make the parts: chapters before the areas, chapters after them, annexes."""
    return [
        *chapter_parts(plan.chapters_before),
        *chapter_parts(plan.chapters_after),
        *annex_parts(plan.annexes),
    ]


def _goal_type(value: Any) -> str:
    return ": ".join(filter(None, (value["name"], value["description"])))

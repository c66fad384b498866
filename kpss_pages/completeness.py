"""What is missing before a plan can be shown to anybody, in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from workflows.bundles import bundle_of
from workflows.document import Part

NUMBERED = {"measure"}
"""Parts that need a number; the others may do without."""


def plan_reasons(plan: Any) -> list[str]:
    """Say what a plan lacks; its areas speak for themselves."""
    areas = list(_saved_areas(plan))
    return [
        *_missing_in_plan(plan, areas),
        *_repeated_areas(areas),
        *_unnamed(plan.get_document_parts()),
        *_undescribed_pictures(plan.get_document_parts()),
    ]


def area_reasons(area: Any) -> list[str]:
    """Say what an area lacks."""
    parts = area.get_document_parts()
    return [
        *_missing_in_area(area, parts),
        *_unnamed(parts),
        *_repeated_numbers(parts),
        *_unknown_goal_types(area, parts),
    ]


def _missing_in_plan(plan: Any, areas: list[dict[str, str]]) -> Iterator[str]:
    if not (plan.period_from or plan.period_to or plan.period_text):
        yield _("The plan has no period.")
    if not areas:
        yield _("The plan has no area.")


def _saved_areas(plan: Any) -> Iterator[dict[str, str]]:
    """Read number and title of each area as last saved, in one query."""
    for area in bundle_of(plan)[1:]:
        content = area.latest_revision.content if area.latest_revision else {}
        yield {name: content.get(name, getattr(area, name)) for name in ("number", "title")}


def _repeated_areas(areas: list[dict[str, str]]) -> Iterator[str]:
    for number in _repeated(area["number"] for area in areas):
        titles = ", ".join(area["title"] for area in areas if area["number"] == number)
        yield _("The number %(number)s belongs to more than one area: %(titles)s.") % {
            "number": number,
            "titles": titles,
        }


def _missing_in_area(area: Any, parts: list[Part]) -> Iterator[str]:
    kinds = Counter(part.kind for part in _walk(parts))
    levels, wording = area.wording.levels, area.wording
    if levels.has_goals and not kinds["goal"]:
        yield _("The area has no goal.")
    if not levels.has_goals and kinds["goal"]:
        yield _("The plan has no level of goals, but the area has one: move its measures out of it.")
    if not levels.has_goals and not kinds["measure"]:
        yield _("The area has no measure.")
    if levels.has_goals and any(part.kind == "measure" for part in parts):
        yield _("A measure stands outside all goals.")
    if not levels.has_activities and kinds["activity"]:
        yield _("The plan has no level called “%(label)s”, but a measure has one.") % {
            "label": wording.activity
        }


def _unnamed(parts: list[Part]) -> Iterator[str]:
    """Name every part without a title, and every measure without a number, by what is known of it."""
    for part in _walk(parts):
        known = " ".join(filter(None, (part.label, part.number, part.title)))
        if not part.title:
            yield _("“%(part)s” has no title.") % {"part": known}
        if part.kind in NUMBERED and not part.number:
            yield _("“%(part)s” has no number.") % {"part": known}


def _repeated_numbers(parts: list[Part]) -> Iterator[str]:
    """Goals and measures are quoted by number within their area, activities within their measure."""
    for kind in ("goal", "measure"):
        yield from _repetitions([part for part in _walk(parts) if part.kind == kind])
    for measure in (part for part in _walk(parts) if part.kind == "measure"):
        yield from _repetitions(measure.parts)


def _repetitions(parts: list[Part]) -> Iterator[str]:
    for number in _repeated(part.number for part in parts):
        titles = ", ".join(part.title for part in parts if part.number == number and part.title)
        yield _("The number %(number)s is used more than once: %(titles)s.") % {
            "number": number,
            "titles": titles,
        }


def _unknown_goal_types(area: Any, parts: list[Part]) -> Iterator[str]:
    """Where the plan names types of goals, the areas use its words."""
    known = set(area.wording.goal_types)
    for part in _walk(parts) if known else ():
        for field in part.fields:
            if field.name == "goal_type" and field.value not in known:
                yield _("The plan does not name the type of goal “%(name)s”.") % {"name": field.value}


def _undescribed_pictures(parts: list[Part]) -> Iterator[str]:
    for part in _walk(parts):
        if any(field.kind == "image" and not field.value["alt"] for field in part.fields):
            yield _("A picture in “%(title)s” has no description.") % {"title": part.title}


def _repeated(numbers: Iterable[str]) -> list[str]:
    return [number for number, count in Counter(numbers).items() if number and count > 1]


def _walk(parts: list[Part]) -> Iterator[Part]:
    for part in parts:
        yield part
        yield from _walk(part.parts)

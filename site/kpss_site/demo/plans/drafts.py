"""Write a plan and its areas as drafts, the way editors leave them."""

from __future__ import annotations

from typing import Any

from wagtail.signal_handlers import disable_reference_index_auto_update

from kpss_pages.choices import LEVEL_LABELS, MeasureField
from kpss_pages.models import PlanAreaPage, PlanPage
from workflows.base_page import BasePage

from ..rich_text import html
from ..town import Town
from .chapters import chapters_of
from .measures import goals_of

COPIED = ("title", "kind", "kind_label", "territory", "commissioner", "author", "levels")
GOAL_TYPES = [
    ("Udržení a zkvalitnění služeb", "Co funguje, má fungovat dál a lépe."),
    ("Rozvoj a nové služby", "Co chybí, má vzniknout nebo vyrůst."),
    ("Prostředí a dostupnost", "Budovy, doprava a pravidla nesmějí stát v cestě."),
    ("Informovanost a spolupráce", "Lidé vědí o pomoci a pomáhající o sobě."),
]
ANALYSIS = ("strengths", "weaknesses", "opportunities", "threats")


def write_plan(town: Town, facts: dict[str, Any]) -> PlanPage:
    """Save the plan and every area as a draft and return the plan as it is stored."""
    page = PlanPage(**{name: facts[name] for name in COPIED if name in facts}, **_streams(town, facts))
    page.period_from, page.period_to = facts["period"]
    page.predecessor = _predecessor(town, facts.get("predecessor"))
    for level in LEVEL_LABELS:
        setattr(page, f"{level}_label", facts.get("labels", {}).get(level, LEVEL_LABELS[level]))
    plan = _save(town, type(town.portal).objects.get(pk=town.portal.pk), page, facts["slug"])
    for number, area in enumerate(_areas(town, facts), 1):
        _write_area(town, plan, facts, area, str(number))
    return PlanPage.objects.get(pk=plan.pk)


def _streams(town: Town, facts: dict[str, Any]) -> dict[str, Any]:
    chapters = {"before": facts.get("chapters_before", []), "after": []}
    if facts.get("chapters"):
        chapters = town.read("chapters", plan_year=facts["period"][0])
    return {
        "chapters_before": chapters_of(chapters["before"], town.uploads),
        "chapters_after": chapters_of(chapters["after"], town.uploads),
        "goal_types": [
            {"type": "goal_type", "value": {"name": name, "description": words}}
            for name, words in (GOAL_TYPES if facts.get("chapters") else ())
        ],
        "annexes": [_annex(town, *annex) for annex in facts.get("annexes", [])],
        "measure_fields": list(MeasureField.values),
    }


def _annex(town: Town, number: str, title: str, file: str) -> dict[str, Any]:
    document = town.uploads.document(file, title)
    return {"type": "annex", "value": {"number": number, "title": title, "document": document.pk}}


def _areas(town: Town, facts: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the areas written in the plan's own file, or those it takes from the folder of areas."""
    names = facts.get("areas", [])
    return facts.get("area") or [town.read(f"areas/{name}", plan_year=facts["period"][0]) for name in names]


def _write_area(town: Town, plan: PlanPage, facts: dict[str, Any], area: dict[str, Any], number: str) -> None:
    page = PlanAreaPage(
        title=area["title"],
        number=number,
        group=town.groups.get(area.get("group")),
        cross_cutting=area.get("cross_cutting", False),
        introduction=html(area.get("introduction", "")),
        goals=goals_of(area, number, facts["period"], facts.get("variant", "")),
        **{name: area.get(name, []) for name in ANALYSIS},
    )
    _save(town, PlanPage.objects.get(pk=plan.pk), page, area["slug"])


def _save(town: Town, parent: BasePage, page: Any, slug: str) -> Any:
    page.slug, page.live, page.owner = slug, False, town.editor
    # Both steps would write the same rows of the index of references; the last one is enough.
    with disable_reference_index_auto_update():
        parent.add_child(instance=page)
    page.save_revision(user=town.editor)
    return type(page).objects.get(pk=page.pk)


def _predecessor(town: Town, slug: str | None) -> Any:
    return town.portal.get_children().filter(slug=slug).first() if slug else None

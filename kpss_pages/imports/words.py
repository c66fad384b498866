"""Words that loading adds to the content of Czech towns: data of theirs, not words of the interface."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.template.loader import render_to_string

UNTITLED_NEWS = "Zpráva o plánování (bez názvu)"
UNTITLED_MEETING = "Jednání"
MENTIONED_PLAN = "Zmíněný plán:"
MENTIONED_PLANS = "Zmíněné plány:"
REMOVED_PERSON = "osoba, jejíž záznam byl odstraněn"

HISTORY = "Vývoj plánování"
MONITORING = "Sledování a vyhodnocení"
SOURCES = "Zdroje"
PROCESS_HEADINGS = {
    "roles": "Kdo se na plánování podílí",
    "other_participants": "Další účastníci",
    "principles": "Principy plánování",
    "goals": "Cíle plánování",
}

ORGANISATION_ROLES = {
    "plan_author": "zpracovatel plánu",
    "participant": "účastník plánování",
    "steering_body": "členové řídicí skupiny",
    "funder_of_previous_planning": "podporovatel předchozího plánování",
    "provider": "poskytovatel sociálních služeb",
    "ngo_provider": "nezisková organizace poskytující sociální služby",
    "office": "úřad",
    "school": "škola",
    "public": "veřejnost",
    "commission": "komise rady",
    "committee": "výbor zastupitelstva",
}


def role_in_words(role: str, form: str = "") -> str:
    """Write what an organisation does; a role we have no word for stays as it is."""
    words = ORGANISATION_ROLES.get(role, role.replace("_", " "))
    return ", ".join(filter(None, (words, f"forma {form}" if form else "")))


def years(number: float | None) -> str:
    """Write a number of years: "1 rok", "2 roky", "5 let", "1,5 roku"."""
    if number is None:
        return ""
    if number != int(number):
        return f"{number:g} roku".replace(".", ",")
    whole = int(number)
    return f"{whole} {'rok' if whole == 1 else 'roky' if 2 <= whole <= 4 else 'let'}"


def html_lines(lines: Sequence[str]) -> str:
    """Return the lines as a list of rich text; nothing if there are none."""
    return _rich("lines", lines=lines) if lines else ""


def html_paragraphs(text: str) -> str:
    """Return the paragraphs of a plain text as rich text."""
    return _rich("paragraphs", text=text) if text else ""


def html_plans(plans: Iterable[Any]) -> str:
    """Return links to plans as rich text, which follow the plans when they move."""
    found = list(plans)
    heading = MENTIONED_PLAN if len(found) == 1 else MENTIONED_PLANS
    return _rich("plans", plans=found, heading=heading) if found else ""


def _rich(template: str, **context: Any) -> str:
    return render_to_string(f"kpss_pages/imports/{template}.html", context).strip()

"""Why a text came back to those who write it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wagtail.models import PageLogEntry

from .definition import Definition, State
from .models.resolutions import Resolution
from .remembering import remembered
from .standing import Standing
from .story.people import People
from .story.telling import TRANSITION

FAR_ENOUGH = 20
"""Entries to look through for the last one that moved the page; few transitions stay where they are."""


@dataclass(frozen=True)
class Return:
    """Who sent a text back, when and in which words."""

    title: str
    by: str
    at: datetime
    words: str


def last_return(root: Any, standing: Standing) -> Return | None:
    """Return what sent the text into the present state, if it was sent back; its writers read it until they submit."""
    if standing.run is None or not standing.state.edit:
        return None
    return remembered(("return", root.pk), lambda: _read(root, standing))


def returns_into(stays: dict[int, tuple[Definition, State]]) -> dict[int, Return]:
    """Return what sent pages back into their states, by their numbers; two or three queries, however many pages.

    Says who and when, and the words only where the log has them.
    """
    numbers = [number for number, (_definition, state) in stays.items() if state.edit]
    entries = PageLogEntry.objects.filter(page_id__in=numbers, action=TRANSITION) if numbers else []
    moves = {entry.page_id: entry for entry in sorted(entries, key=_when) if _has_moved(entry)}
    found = [entry for number, entry in moves.items() if _led_back(entry, *stays[number])]
    people = People(entry.user_id for entry in found)
    return {entry.page_id: _told(entry, people, entry.data.get("comment", "")) for entry in found}


def _read(root: Any, standing: Standing) -> Return | None:
    entries = PageLogEntry.objects.filter(page_id=root.pk, action=TRANSITION)
    newest = entries.order_by("-timestamp", "-pk")[:FAR_ENOUGH]
    entry = next(filter(_has_moved, newest), None)
    if entry is None or not _led_back(entry, standing.definition, standing.state):
        return None
    words = entry.data.get("comment") or _words_of_body(root, entry.data["from"])
    return _told(entry, People([entry.user_id]), words)


def _told(entry: Any, people: People, words: str) -> Return:
    return Return(entry.data.get("title", ""), people.who_did(entry), entry.timestamp, words)


def _when(entry: Any) -> tuple[datetime, int]:
    return entry.timestamp, entry.pk


def _has_moved(entry: Any) -> bool:
    return entry.data.get("from") != entry.data.get("to")


def _led_back(entry: Any, definition: Definition, state: State) -> bool:
    return entry.data["to"] == state.key and _is_back(entry, definition)


def _is_back(entry: Any, definition: Definition) -> bool:
    """A definition writes its states down in the order a text passes them; a new version is begun, not sent back."""
    order = [state.key for state in definition.states]
    source, target = entry.data["from"], entry.data["to"]
    effects = {one.key: one.effect for one in definition.transitions}
    is_begun = effects.get(entry.data.get("transition")) == "start"
    return source in order and not is_begun and order.index(target) < order.index(source)


def _words_of_body(root: Any, state: str) -> str:
    """Return what the body wrote that sent the text back; its clerk need not say it twice."""
    resolution = Resolution.objects.filter(page_id=root.pk, state=state).order_by("-pk").first()
    return (resolution.wording or resolution.note) if resolution else ""

"""One screen of the story of a bundle, in a number of queries that does not grow with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from wagtail.models import PageLogEntry

from ..definition import Definition
from .entries import Told, milestones_of
from .events import Event
from .folding import Around, Fold, event_of, folds_around
from .people import People
from .revisions import Revisions
from .telling import TRANSITION, Teller

SIZE = 30
"""Milestones on one screen."""

RESOLUTION = "kpss_workflows.resolution"


@dataclass(frozen=True)
class Chapter:
    """What is read on one screen, and where it stands in the whole."""

    events: list[Event]
    page: Page


def history_of(root: Any, definition: Definition | None, number: Any = 1) -> Chapter:
    """Tell a screen of the story, the newest first."""
    told = Told(root)
    milestones = milestones_of(told)
    page = Paginator(milestones, SIZE).get_page(number)
    shown = list(page.object_list)
    around = Around([one.timestamp for one in shown], *_neighbours(milestones, page))
    folds = folds_around(told, around)
    numbers = [one.user_id for one in (*shown, *(fold for at in folds.values() for fold in at))]
    teller = Teller(root, definition, told.titles, People(numbers))
    return Chapter(_told(teller, shown, folds), page)


def _neighbours(milestones: Any, page: Page) -> tuple[Any, Any]:
    """The moments of the last milestone on the screen before, and of the last one on this if another screen follows."""
    newest = oldest = None
    if page.has_previous():
        newest = milestones[page.start_index() - 2].timestamp
    if page.has_next():
        oldest = page.object_list[len(page.object_list) - 1].timestamp
    return newest, oldest


def _told(teller: Teller, shown: list[PageLogEntry], folds: dict[int, list[Fold]]) -> list[Event]:
    """Put milestones and folds into one row."""
    every = [fold for at in folds.values() for fold in at]
    last = max((until for fold in every for _first, until in fold.pages.values() if until), default=None)
    revisions = Revisions({pk for fold in every for pk in fold.pages}, last)
    steps = {entry.uuid for entry in shown if entry.action == TRANSITION and entry.uuid}
    beside = [entry for entry in shown if entry.action == RESOLUTION and entry.uuid in steps]
    events = []
    for place, entry in enumerate([*shown, None]):
        events += [
            event_of(fold, teller.root.pk, teller.people, teller.titles, revisions)
            for fold in folds.get(place, [])
        ]
        if entry is not None and entry not in beside:
            with_it = [one for one in beside if one.uuid == entry.uuid and entry.action == TRANSITION]
            events.append(teller.tell(entry, with_it))
    return events

"""Which part of the frozen version somebody means."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from ..document import heading_of, walk
from ..models.snapshots import Snapshot
from .folding import folded

UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

WHOLE = ("the whole plan", "whole plan", "the whole document", "celý plán", "celý dokument", "celý návrh")

MOST_GUESSES = 20
"""Looking for a similar title takes a while; after so many wrong ones the template is the better help."""


class Place(NamedTuple):
    """A part of the version, or the whole of it where ``part_id`` is empty."""

    part_id: str = ""
    label: str = ""
    page: str = ""

    def __str__(self) -> str:
        return f"{self.page}: {self.label}" if self.part_id else _("the whole document")


class NoSuchPlace(ValueError):
    """No part is called so, or more than one; the message says what to write."""


class Places:
    """The parts of one version by everything they may be called."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.by_id: dict[str, Place] = {}
        self.by_name: defaultdict[str, list[Place]] = defaultdict(list)
        self.whole = {folded(name) for name in WHOLE} | {folded(snapshot.title)}
        self.guesses: dict[str, str] = {}
        for document in snapshot.documents:
            for part in walk(document["parts"]):
                self._learn(part, document["title"])

    def _learn(self, part: dict[str, Any], page: str) -> None:
        place = Place(part["id"], heading_of(part), page)
        self.by_id[part["id"]] = place
        label, number, title = part["label"], part["number"], part["title"]
        names = {
            folded(" ".join(words))
            for words in (
                [number],
                [title],
                [label, number],
                [label, title],
                [number, title],
                [label, number, title],
            )
            if words[-1]
        }
        for name in names:
            self.by_name[name].append(place)
            self.by_name[f"{folded(page)} {name}"].append(place)

    def called(self, name: str) -> list[Place]:
        """Return every part that is called so."""
        return self.by_name.get(folded(name), [])

    def find(self, name: str) -> Place:
        """Return the one part that somebody means. Raises :class:`NoSuchPlace`."""
        if not name:
            return Place()
        if (found := UUID.search(name.lower())) and found[0] in self.by_id:
            return self.by_id[found[0]]
        places = self.called(name)
        if len(places) == 1:
            return places[0]
        if places:
            raise NoSuchPlace(
                _("More than one part is called so: %(parts)s. Write the title of the page before it.")
                % {"parts": "; ".join(map(str, places[:5]))}
            )
        if folded(name) in self.whole:
            return Place()
        raise NoSuchPlace(self._unknown(name))

    def below(self, headings: Sequence[str]) -> Place | None:
        """Return the part named by the nearest of some headings; the whole where none is, ``None`` where two are."""
        for number, heading in enumerate(headings):
            places = self.called(heading)
            if len(places) > 1:
                pages = {folded(one) for one in headings[number + 1 :]}
                places = [one for one in places if folded(one.page) in pages]
                return places[0] if len(places) == 1 else None
            if places:
                return places[0]
        return Place()

    def _unknown(self, name: str) -> str:
        short = name if len(name) <= 60 else f"{name[:59]}…"
        sentence = _("The draft has no part called “%(name)s”.") % {"name": short}
        return " ".join(filter(None, (sentence, self._guess(folded(name)), _("Empty means the whole plan."))))

    def _guess(self, name: str) -> str:
        if name not in self.guesses:
            if len(self.guesses) >= MOST_GUESSES:
                return ""
            near = difflib.get_close_matches(name[:200], self.by_name, n=1, cutoff=0.7)
            self.guesses[name] = (
                _("Perhaps “%(title)s” is meant.") % {"title": self.by_name[near[0]][0].label} if near else ""
            )
        return self.guesses[name]

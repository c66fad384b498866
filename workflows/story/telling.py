"""How a milestone is told."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ..definition import Definition
from ..public.addresses import version_url
from ..wordings import VERSION
from .entries import MOVED
from .events import Event, Link
from .people import People
from .publications import Publications

TRANSITION = "kpss_workflows.transition"


class Teller:
    """Tells the entries of one bundle in the words of its definition as it is now."""

    def __init__(
        self, root: Any, definition: Definition | None, titles: dict[int, str], people: People
    ) -> None:
        self.root = root
        self.definition = definition
        self.titles = titles
        self.people = people
        self.publications = Publications(root)

    def tell(self, entry: Any, beside: list[Any]) -> Event:
        """Tell one entry; ``beside`` are entries of the same deed that are told with it."""
        if entry.action == TRANSITION:
            return self._step(entry, beside)
        title = self.titles.get(entry.page_id)
        pages = [title] if title and entry.page_id != self.root.pk else []
        words = str(entry.comment or "")
        return Event(
            entry.timestamp,
            entry.timestamp,
            self.people.who_did(entry),
            self._sentence(entry),
            words,
            pages=pages,
        )

    def _sentence(self, entry: Any) -> str:
        """What the log says, but for the other place a part came from or went to: it may be hidden."""
        if entry.action != MOVED or entry.page_id == self.root.pk:
            return str(entry.message)
        came = (entry.data.get("destination") or {}).get("id") == self.root.pk
        return _("moved a page here from elsewhere") if came else _("moved a page elsewhere")

    def _step(self, entry: Any, beside: list[Any]) -> Event:
        return Event(
            first=entry.timestamp,
            last=entry.timestamp,
            who=self.people.who_did(entry),
            sentence=self._way(entry.data),
            words=entry.data.get("comment", ""),
            notes=[*(str(one.message) for one in beside), *_notes(entry.data)],
            links=self._links(entry),
            is_step=True,
        )

    def _way(self, data: dict[str, Any]) -> str:
        """The transition, and from where to where it led."""
        names = {"title": self._name("transition", data.get("transition"), data.get("title", ""))}
        for key in ("from", "to"):
            names[key] = self._name("state", data.get(key), data.get(f"{key}_title", ""))
        if data.get("from") == data.get("to"):
            return names["title"]
        return _("%(title)s: from “%(from)s” to “%(to)s”") % names

    def _name(self, kind: str, key: str | None, written: str) -> str:
        """The name of what is still defined, in the language of the screen; else as it was written down."""
        try:
            return getattr(self.definition, kind)(key).name if self.definition else written
        except KeyError:
            return written

    def _is_final(self, key: str | None) -> bool:
        return self.definition is not None and self.definition.final.key == key

    def _links(self, entry: Any) -> list[Link]:
        """The version that was frozen, and how it differs from the one before."""
        number = entry.data.get("version")
        if not number:
            return self.publications.links(entry.uuid) if self._is_final(entry.data.get("to")) else []
        found = [(_("version %(number)s") % {"number": number}, version_url(self.root, number))]
        if number > 1:
            query = f"before={VERSION}{number - 1}&after={VERSION}{number}"
            address = reverse("kpss_workflows_admin:difference", args=[self.root.pk])
            sentence = _("what changed since version %(number)s") % {"number": number - 1}
            found.append((sentence, f"{address}?{query}"))
        return found


def _notes(data: dict[str, Any]) -> list[str]:
    notes = [_("One person wrote this text and approved it.")] if data.get("own_text") else []
    if data.get("outcome"):
        notes.append(_("Outcome: %(outcome)s.") % {"outcome": data["outcome"]})
    return notes

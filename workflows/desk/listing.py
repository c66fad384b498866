"""Which comments the desk lists: a filter, a page of the bundle, words looked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from ..models.comments import UNSETTLED, Comment
from ..models.consultations import Consultation
from .searching import found_by

PAGE_SIZE = 50
"""Comments on one screen: the usual consultation brings 26, and a town reads them in one go."""

LONGEST_SEARCH = 100

SHOWN_WITH = (
    "submission__identity",
    "submission__consultation__snapshot",
    "settlement",
    "assigned_to",
    "duplicate_of__settlement",
    "duplicate_of__submission__consultation__snapshot",
)
"""Everything a row shows, so that the number of queries does not grow with the rows."""


@dataclass(frozen=True)
class Filter:
    """A name, and what it leaves; the person at the desk is asked for what is theirs."""

    label: Any
    leaves: Callable[[Any], Q]


FILTERS = {
    "": Filter(gettext_lazy("all"), lambda user: Q()),
    "waiting": Filter(gettext_lazy("waiting for release"), lambda user: Q(status="received")),
    "unsettled": Filter(gettext_lazy("not settled yet"), lambda user: UNSETTLED),
    "mine": Filter(gettext_lazy("assigned to me"), lambda user: Q(assigned_to=user)),
    "late": Filter(gettext_lazy("late"), lambda user: Q(submission__is_late=True)),
    "formal": Filter(gettext_lazy("formal"), lambda user: Q(kind="formal")),
    "substantive": Filter(gettext_lazy("substantive"), lambda user: Q(kind="substantive")),
    "hidden": Filter(gettext_lazy("hidden"), lambda user: Q(status="hidden")),
}


class DeskList:
    """The comments of a consultation as an address asks for them; what it asks for wrongly is not asked for."""

    def __init__(self, consultation: Consultation, user: Any, asked: Mapping[str, str]) -> None:
        self.consultation, self.user, self.asked = consultation, user, asked

    @cached_property
    def show(self) -> str:
        """The filter, if it is one."""
        chosen = self.asked.get("show", "")
        return chosen if chosen in FILTERS else ""

    @cached_property
    def words(self) -> str:
        """Words looked for; a database refuses what nobody sees."""
        return self.asked.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]

    @cached_property
    def place(self) -> int | None:
        """A page of the bundle, if it is one."""
        typed = self.asked.get("place", "")
        number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 19 else None
        return number if number in dict(self.places) else None

    @cached_property
    def places(self) -> list[tuple[int, str]]:
        """The pages of the frozen bundle."""
        return [(one["page"], one["title"]) for one in self.consultation.snapshot.documents]

    @property
    def everything(self) -> Any:
        """All comments of the consultation, in the order they came."""
        return Comment.objects.on(self.consultation)

    @property
    def matching(self) -> Any:
        """Those that the filter, the page of the bundle and the words looked for leave."""
        found = self.everything.filter(FILTERS[self.show].leaves(self.user))
        if self.words:
            found = found.filter(found_by(self.words, version=self.consultation.snapshot.number))
        return found.filter(page_id=self.place) if self.place else found

    @cached_property
    def screen(self) -> Page:
        """One screen of comments with all they need."""
        return Paginator(self.matching.select_related(*SHOWN_WITH), PAGE_SIZE).get_page(self.asked.get("p"))

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many comments each filter leaves, all in one query."""
        counted = {
            f"n_{key}": Count("pk", filter=one.leaves(self.user)) if key else Count("pk")
            for key, one in FILTERS.items()
        }
        found = self.everything.order_by().aggregate(**counted)
        return {key: found[f"n_{key}"] for key in FILTERS}

    @property
    def filters(self) -> list[dict[str, Any]]:
        """The filters with their numbers, for a template."""
        return [
            {"key": key, "label": one.label, "count": self.counts[key], "is_chosen": key == self.show}
            for key, one in FILTERS.items()
        ]

"""Doing something with many comments of the desk at once: which ones, what was seen of them, and what came of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..actions.for_many import Outcome, Seen, do_for_many
from ..desk.listing import DeskList
from ..forms.bulk import DEEDS, BulkForm

MOST_TICKED = 1_000
"""More rows than ever stand on one screen."""

LONGEST_NUMBER = 18
"""Digits of a key that a database takes."""

MOST_NAMED = 100
"""References that are listed for one reason; the others are counted."""


class Ticks:
    """What is ticked in a form of the desk: some comments, all on the screen, or all that match the filter."""

    def __init__(self, request: HttpRequest, listing: DeskList) -> None:
        self.sent, self.listing = request.POST, listing
        self.every = "every" in request.POST
        self.pks = set(_numbers(request.POST.getlist("tick"))[:MOST_TICKED])
        if "screen" in request.POST:
            self.pks |= set(_numbers(name[1:-5] for name in request.POST if _is_row(name)))

    @property
    def found(self) -> Any:
        """The ticked comments; those of another consultation are not among them."""
        return self.listing.matching if self.every else self.listing.everything.filter(pk__in=self.pks)

    @property
    def seen(self) -> Seen:
        """How they stood when the screen was drawn."""
        if self.every:
            return Seen(drawn_at=_moment(self.sent.get("drawn", "")))
        return Seen(versions={pk: self.sent.get(f"c{pk}-seen", "") for pk in self.pks})

    def __bool__(self) -> bool:
        return self.every or bool(self.pks)


class BulkDesk:
    """One press of one of the buttons for many."""

    def __init__(self, request: HttpRequest, ticks: Ticks, form: BulkForm) -> None:
        self.request, self.ticks, self.form = request, ticks, form
        self.outcome: Outcome | None = None

    def carry_out(self) -> str:
        """Do it; return a sentence that says why nothing was done, or nothing."""
        if not self.ticks:
            return _("Tick the comments first.")
        if not self.form.is_valid():
            return _("Complete what the button needs.")
        deed = self.form.made(self.request.user)
        self.outcome = do_for_many(deed, self.ticks.found, self.ticks.seen)
        return ""

    @property
    def sentences(self) -> list[str]:
        """What was done, in sentences."""
        outcome = self.outcome
        found = []
        if outcome.done or not (outcome.already or outcome.refused or outcome.left):
            sentence = ngettext("Done with %(count)s comment.", "Done with %(count)s comments.", outcome.done)
            found.append(sentence % {"count": outcome.done})
        if outcome.already:
            sentence = ngettext(
                "%(count)s comment stood so already.", "%(count)s comments stood so already.", outcome.already
            )
            found.append(sentence % {"count": outcome.already})
        if outcome.left:
            sentence = ngettext(
                "Time ran out before %(count)s comment. Press the same button again to go on.",
                "Time ran out before %(count)s comments. Press the same button again to go on.",
                outcome.left,
            )
            found.append(sentence % {"count": outcome.left})
        return found

    @property
    def is_whole(self) -> bool:
        """Nothing was refused and nothing is left."""
        return not (self.outcome.refused or self.outcome.left)

    @property
    def refused(self) -> list[tuple[str, list[str], int]]:
        """Each reason with the comments it was given for, and how many more there are than are named."""
        return [
            (sentence, numbers[:MOST_NAMED], max(0, len(numbers) - MOST_NAMED))
            for sentence, numbers in self.outcome.refused.items()
        ]


def asked_deed(request: HttpRequest) -> str:
    """Return the deed whose button was pressed, or nothing."""
    deed = request.POST.get("deed", "")
    return deed if deed in DEEDS else ""


def _is_row(name: str) -> bool:
    return name.startswith("c") and name.endswith("-seen")


def _numbers(typed: Any) -> list[int]:
    return [int(one) for one in typed if one.isascii() and one.isdecimal() and len(one) <= LONGEST_NUMBER]


def _moment(typed: str) -> Any:
    try:
        moment = parse_datetime(typed)
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None

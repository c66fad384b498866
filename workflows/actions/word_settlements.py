"""Say in a town's own words what outcomes are called and which reasonings are kept ready."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ..base_page import BasePage
from ..document import fingerprint
from ..models.settlement_words import OutcomeLabel, ReadyReasoning
from ..models.settlements import SettlementOutcome
from ..permissions import may_word_settlements
from ..settlement_words import labels_at, reasonings_at, shipped_names
from .base import Action, Invalid, NotAllowed, Stale


@dataclass(frozen=True)
class Worded:
    """A reasoning as it shall be: ``key`` of a shipped one, ``pk`` of one of the town's own, neither for a new one.

    One that is not ``is_offered`` goes: a shipped one is hidden, the town's own is deleted.
    """

    title: str
    text: str
    key: str = ""
    pk: int | None = None
    is_offered: bool = True


class WordSettlements(Action):
    """Write the words of one place. An empty label is the word that holds without it.

    ``seen`` is the :func:`version_of_words` that was on the screen.
    """

    log_action = "kpss_workflows.words"

    def __init__(
        self,
        place: Any,
        *,
        labels: Mapping[str, str],
        reasonings: Sequence[Worded],
        user: Any,
        seen: str | None = None,
    ) -> None:
        self.page = place
        self.labels = {key: label.strip() for key, label in labels.items()}
        self.reasonings = reasonings
        self.user = user
        self.seen = seen

    def hold(self) -> None:
        """Lock the place."""
        BasePage.objects.select_for_update().get(pk=self.page.pk)

    def check(self) -> None:
        """The person works at the desks of this place, nobody was quicker, and every word is whole."""
        if not may_word_settlements(self.user, self.page):
            raise NotAllowed(_("You have no role that may do this here."))
        if self.seen is not None and self.seen != version_of_words(self.page):
            raise Stale(_("Meanwhile somebody else changed these words. What you wrote is kept below."))
        if set(self.labels) - set(SettlementOutcome.values):
            raise Invalid(_("Choose an outcome."))
        self._check_labels()
        if any(one.is_offered and not (one.title and one.text) for one in self.reasonings):
            raise Invalid(_("Every ready reasoning needs its title and its text."))

    def _check_labels(self) -> None:
        """Whoever reads a label, or writes it into a sheet, means one outcome."""
        names = self._names()
        for outcome, label in self.labels.items():
            others = set().union(*(called for other, called in names.items() if other != outcome))
            if label and label.casefold() in others:
                raise Invalid(_("Two outcomes cannot be called the same."))

    def _names(self) -> dict[str, set[str]]:
        """How each outcome will be called here: by the word of this place, of one above it, or as shipped."""
        here, above = labels_at(self.page.pk), labels_at(self.page.get_parent().pk)
        names = shipped_names()
        for outcome in SettlementOutcome.values:
            left = above if outcome in self.labels else here
            if label := self.labels.get(outcome) or left.get(outcome):
                names[outcome] = {label.casefold()}
        return names

    def change(self) -> None:
        """Keep what differs from what would hold without it."""
        for outcome, label in self.labels.items():
            rows = OutcomeLabel.objects.filter(place=self.page, outcome=outcome)
            if label:
                OutcomeLabel.objects.update_or_create(
                    place=self.page, outcome=outcome, defaults={"label": label}
                )
            else:
                rows.delete()
        for one in self.reasonings:
            self._keep(one)

    def _keep(self, one: Worded) -> None:
        values = {"title": one.title, "text": one.text, "is_offered": one.is_offered}
        rows = ReadyReasoning.objects.filter(place=self.page)
        if one.key:
            inherited = {each.key: each for each in reasonings_at(self.page.get_parent())}.get(one.key)
            as_before = inherited and (inherited.title, inherited.text) == (one.title, one.text)
            rows.filter(key=one.key).delete()
            if not (as_before and one.is_offered):
                rows.create(place=self.page, key=one.key, **values)
        elif not one.is_offered:
            rows.filter(pk=one.pk, key="").delete()
        elif one.pk:
            rows.filter(pk=one.pk, key="").update(**values)
        else:
            rows.create(place=self.page, **values)


def version_of_words(place: Any) -> str:
    """Name the state of the words of a place, to notice that somebody was quicker."""
    labels = OutcomeLabel.objects.filter(place=place).order_by("outcome").values_list("outcome", "label")
    rows = ReadyReasoning.objects.filter(place=place).order_by("pk")
    return fingerprint(
        json.dumps([[*labels], [*rows.values_list("pk", "key", "title", "text", "is_offered")]]).encode()
    )

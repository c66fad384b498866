"""What the outcomes are called and which reasonings are ready, at a page: the town's words before the shipped ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from .base_page import BasePage
from .models.settlement_words import OutcomeLabel, ReadyReasoning
from .models.settlements import SettlementOutcome
from .remembering import remembered

EMPTY_PLACE = "____"
"""Where somebody has to fill in, as on paper forms; a settlement that still holds one is not ready."""


def outcome_name(outcome: str, comment: Any) -> str:
    """Call the outcome of a comment as its town does."""
    named = labels_of(comment.submission.consultation).get(outcome)
    return named or str(dict(SettlementOutcome.choices).get(outcome, outcome))


def outcome_choices(page_id: int) -> list[tuple[str, str]]:
    """Return every outcome with what it is called at a page, in the order of the glossary."""
    labels = labels_at(page_id)
    return [(key, labels.get(key) or str(label)) for key, label in SettlementOutcome.choices]


def outcome_choices_of(consultation: Any) -> list[tuple[str, str]]:
    """Return every outcome with what it is called on a consultation."""
    labels = labels_of(consultation)
    return [(key, labels.get(key) or str(label)) for key, label in SettlementOutcome.choices]


def labels_of(consultation: Any) -> dict[str, str]:
    """Return the town's own labels on a consultation: since its settlements are public, those of that moment."""
    if consultation.settlements_are_public:
        return consultation.outcome_labels
    return labels_at(consultation.snapshot.page_id) if any_labels() else {}


def shipped_names() -> dict[str, set[str]]:
    """Return the shipped words for each outcome in every language of the site, their letters made small."""
    names: dict[str, set[str]] = {key: set() for key in SettlementOutcome.values}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for key, label in SettlementOutcome.choices:
                names[key].add(str(label).casefold())
    return names


def labels_at(page_id: int) -> dict[str, str]:
    """Return the town's own labels at a page. Most sites have none, which costs one query a request."""
    if not any_labels():
        return {}
    return OutcomeLabel.objects.at(remembered(("path of", page_id), lambda: _path_of(page_id)))


def any_labels() -> bool:
    """Tell whether any town of the site has labels of its own."""
    return bool(remembered("outcome labels", OutcomeLabel.objects.with_paths))


def _path_of(page_id: int) -> str:
    return BasePage.objects.values_list("path", flat=True).get(pk=page_id)


@dataclass(frozen=True)
class Reasoning:
    """A ready reasoning; ``key`` names it in a form."""

    key: str
    title: str
    text: str


def shipped_reasonings() -> list[Reasoning]:
    """The two that every town needs, in the language of the screen."""
    return [
        Reasoning(
            "contained",
            _("already contained"),
            _("What the comment asks for is already contained in the document: %(place)s")
            % {"place": EMPTY_PLACE},
        ),
        Reasoning(
            "unrelated",
            _("not about this plan"),
            _("The comment does not concern the matter of this document."),
        ),
    ]


def reasonings_at(page: Any) -> list[Reasoning]:
    """Return the reasonings ready at a page: the shipped ones as the town words them, then its own."""
    offered = {one.key: one for one in shipped_reasonings()}
    for row in ReadyReasoning.objects.at(page):
        key = row.key or f"own-{row.pk}"
        if row.is_offered:
            offered[key] = Reasoning(key, row.title, row.text)
        else:
            offered.pop(key, None)
    return list(offered.values())

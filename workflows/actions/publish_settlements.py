"""Publish all settlements of a consultation in one act."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from .. import signals
from ..models.consultations import Consultation
from ..remembering import remembered
from ..settlement_words import labels_of
from ..unsettled import unsettled_refusals
from .base import Refused
from .transition import MakeTransition


class PublishSettlements(MakeTransition):
    """From now on everybody reads what became of each released comment, and the settlements are fixed."""

    @classmethod
    def is_spent(cls, root: Any) -> bool:
        """Settlements are published once, in whichever state of the page."""
        consultation = remembered(("consultation of", root.pk), lambda: Consultation.objects.latest_of(root))
        return consultation is not None and consultation.settlements_are_public

    def check(self) -> None:
        """There is a consultation whose settlements are not public yet."""
        super().check()
        self.consultation = Consultation.objects.latest_of(self.page)
        if self.consultation is None:
            raise Refused(_("There is no consultation whose comments were settled."))
        if self.consultation.settlements_are_public:
            raise Refused(_("The settlements are public already."))

    def change(self) -> Consultation:
        """Set the one moment that makes them all public."""
        publish_settlements(self.consultation, self.now)
        self.move()
        return self.consultation

    def tell(self, result: Any) -> None:
        """Tell of the transition and of the publication."""
        super().tell(result)
        signals.settlements_published.send(
            sender=Consultation, consultation=self.consultation, user=self.user
        )


def publish_open_settlements(page: Any, now: datetime) -> None:
    """Publish settlements with the plan: an approved plan is never shown without what became of the comments."""
    consultation = Consultation.objects.latest_of(page)
    if consultation and not consultation.settlements_are_public:
        publish_settlements(consultation, now)


def publish_settlements(consultation: Consultation, now: datetime) -> None:
    """Make the settlements of a consultation public, all at once and once. Call inside a transaction.

    Raises :class:`Refused` while a comment is unread or unsettled: nobody's comment stays without an answer.
    """
    held = Consultation.objects.select_for_update().get(pk=consultation.pk)
    if left := unsettled_refusals(held):
        raise Refused(*left)
    if not held.settlements_are_public:
        # What was published as rejected stays so called, whatever the town's words are later.
        held.settlements_published_at, held.outcome_labels = now, labels_of(held)
    held.save(update_fields=["settlements_published_at", "outcome_labels"])
    consultation.settlements_published_at = held.settlements_published_at
    consultation.outcome_labels = held.outcome_labels

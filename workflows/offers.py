"""The transitions a person is offered on a page, with what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from . import guards
from .definition import Transition
from .guards import Refusal
from .models.consultations import Consultation
from .permissions import may_make
from .remembering import remembered
from .standing import standing_of


@dataclass(frozen=True)
class Offer:
    """One transition before a person's eyes."""

    transition: Transition
    url: str
    refusals: list[Refusal]

    @property
    def is_free(self) -> bool:
        """Nothing stands in the way."""
        return not self.refusals


def offers_for(page: Any, user: Any) -> list[Offer]:
    """Return the transitions this person may make from the present state of the bundle."""
    root = page.bundle_root
    standing = standing_of(root)
    if standing is None or not (root.live or root.latest_revision_id):
        return []
    definition = standing.definition
    leaving = definition.leaving(standing.state.key)
    mine = [one for one in leaving if may_make(user, root, one, definition) and not _is_done(root, one)]
    return [_offer(root, user, transition) for transition in mine]


def _is_done(root: Any, transition: Transition) -> bool:
    """Settlements are published once, in whichever of its states; nobody is offered to do it again."""
    if transition.effect != "publish_settlements":
        return False
    consultation = remembered(("consultation of", root.pk), lambda: Consultation.objects.latest_of(root))
    return consultation is not None and consultation.settlements_are_public


def _offer(root: Any, user: Any, transition: Transition) -> Offer:
    moment = guards.Moment(root, user, transition, timezone.now())
    url = reverse("kpss_workflows_admin:transition", args=[root.pk, transition.key])
    return Offer(transition, url, guards.refusals(moment))

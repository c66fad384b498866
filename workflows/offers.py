"""The transitions a person is offered on a page, with what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from . import guards
from .actions.registry import ACTION_OF_EFFECT
from .definition import Transition
from .guards import Refusal
from .permissions import may_make
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
    mine = [one for one in leaving if may_make(user, root, one, definition)]
    return [_offer(root, user, one) for one in mine if not ACTION_OF_EFFECT[one.effect].is_spent(root)]


def _offer(root: Any, user: Any, transition: Transition) -> Offer:
    moment = guards.Moment(root, user, transition, timezone.now())
    url = reverse("kpss_workflows_admin:transition", args=[root.pk, transition.key])
    return Offer(transition, url, guards.refusals(moment))

"""What each effect of a transition asks of its definition."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..definition import Definition, Transition
from .ways import Problem

ENDINGS = ("publish", "publish_adopted")
"""With these a run ends and the text becomes public."""

OF_PUBLISHED = ("start", "retract")
"""What is done with a published page; a retraction also while a new version of it is on its way."""


def bad_effect(definition: Definition, transition: Transition, where: str) -> Iterator[Problem]:
    """Yield what does not fit the effect of a transition."""
    yield from _bad_outcomes(definition, transition, where)
    final = definition.final.key
    if transition.effect not in (*ENDINGS, "decide") and transition.target == final:
        yield f"{where}.to", _("Only a publication or a decision leads to the final state.")
    if transition.effect in ENDINGS and transition.target != final:
        yield f"{where}.to", _("A publication must lead to the final state.")
    if transition.effect == "start" and set(transition.source) != {final}:
        yield f"{where}.from", _("Only a published page can start a new run.")
    kinds = {state.kind for state in definition.states if state.key in transition.source}
    if transition.effect == "retract" and kinds - {"review", "final"}:
        yield f"{where}.from", _("What the public comments on or a body decides is not retracted meanwhile.")
    elsewhere = (*OF_PUBLISHED, "decide", "publish_settlements")
    if transition.effect not in elsewhere and final in transition.source:
        yield f"{where}.from", _("The run of a published page has ended, so this cannot begin there.")


def _bad_outcomes(definition: Definition, transition: Transition, where: str) -> Iterator[Problem]:
    from ..models.resolutions import Outcome

    if transition.effect != "decide":
        if transition.outcomes:
            yield f"{where}.outcomes", _("Only a transition with the effect “decide” has outcomes.")
        elif not transition.target and transition.effect != "publish_settlements":
            yield f"{where}.to", _("This key is missing.")
        return
    for state in definition.states:
        if state.key in transition.source and not state.body:
            yield f"states.{state.key}.body", _("A decision is recorded here, so the body must be named.")
    if not transition.outcomes:
        yield f"{where}.outcomes", _("A decision must say where each outcome leads.")
    for outcome in sorted(set(transition.outcomes) - set(Outcome.values)):
        yield f"{where}.outcomes", _("There is no outcome called “%(name)s”.") % {"name": outcome}

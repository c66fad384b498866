"""The definition in words: what the picture shows, for those who do not see it and for those who want to know more."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..definition import Definition, Role, State, Transition
from ..guards import known_guards
from ..models.resolutions import Outcome

KINDS = {
    "review": gettext_lazy("people write or judge the text"),
    "consultation": gettext_lazy("the public comments"),
    "settlement": gettext_lazy("comments are settled"),
    "decision": gettext_lazy("a body decides"),
    "final": gettext_lazy("the public reads what was decided"),
}

EFFECTS = {
    "forward": "",
    "return": gettext_lazy("The text goes back."),
    "start": gettext_lazy("A new version is begun; what is published stays public."),
    "open_consultation": gettext_lazy("A numbered version is frozen and opened to the public."),
    "withdraw_consultation": gettext_lazy("The version is taken back from the public."),
    "publish_settlements": gettext_lazy("The settlements of comments become public."),
    "decide": gettext_lazy("A resolution is recorded; its outcome says where it leads."),
    "publish": gettext_lazy("The draft is published."),
    "publish_adopted": gettext_lazy("The adopted wording is frozen and published."),
    "retract": gettext_lazy("The page is taken back from the public."),
}


@dataclass(frozen=True)
class TransitionInWords:
    """One transition out of a state."""

    number: int
    transition: Transition
    people: list[Role]
    targets: list[tuple[str, State]]
    happens: list[str]
    conditions: list[str]


@dataclass(frozen=True)
class StateInWords:
    """One state with everything that leads out of it."""

    state: State
    is_now: bool
    kind: str
    readers: list[Role]
    writers: list[Role]
    advisers: list[Role]
    leaving: list[TransitionInWords]


def in_words(definition: Definition, now: str = "") -> list[StateInWords]:
    """Tell a definition state by state; ``now`` is the key of the state a page is in."""
    return [_state(definition, state, now) for state in definition.states]


def _state(definition: Definition, state: State, now: str) -> StateInWords:
    leaving = [
        _transition(definition, state, number, transition)
        for number, transition in enumerate(definition.transitions, 1)
        if state.key in transition.source
    ]
    people = [_roles(definition, keys) for keys in (definition.readers(state), state.edit, state.comment)]
    return StateInWords(state, state.key == now, str(KINDS[state.kind]), *people, leaving)


def _transition(
    definition: Definition, state: State, number: int, transition: Transition
) -> TransitionInWords:
    return TransitionInWords(
        number,
        transition,
        _roles(definition, transition.roles),
        _targets(definition, state, transition),
        list(_happens(transition)),
        _conditions(transition),
    )


def _roles(definition: Definition, keys) -> list[Role]:
    return [role for role in definition.roles if role.key in keys]


def _targets(definition: Definition, state: State, transition: Transition) -> list[tuple[str, State]]:
    """Where it leads; a decision says for each outcome."""
    labels = dict(Outcome.choices)
    if transition.outcomes:
        return [(str(labels[key]), definition.state(target)) for key, target in transition.outcomes.items()]
    return [("", definition.state(transition.target or state.key))]


def _happens(transition: Transition):
    yield from filter(None, [str(EFFECTS[transition.effect])])
    if transition.freeze:
        yield _("A numbered version is frozen.")
    if transition.automatic:
        yield _("The clock makes it by itself as soon as the conditions hold.")
    if transition.comment_required:
        yield _("The reason must be written.")


def _conditions(transition: Transition) -> list[str]:
    """What stands in the way as long as a condition does not hold."""
    known = known_guards()
    return [str(known[name].sentence) if name in known else name for name in transition.guards]

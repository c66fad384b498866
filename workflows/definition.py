"""A workflow definition as a value: states, transitions and roles, readable on one screen.

The definition is data (TOML), written by people and checked by :mod:`workflows.loading.checks`. What is loaded is
kept in :class:`workflows.models.WorkflowDefinition` and is the only truth about who may do what in which state.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import get_language

STATE_KINDS = ("review", "consultation", "settlement", "decision", "final")
"""What a state is for. ``final`` is the state of a published page whose run has ended; it has no task."""

EFFECTS = (
    "forward",
    "return",
    "start",
    "open_consultation",
    "withdraw_consultation",
    "publish_settlements",
    "decide",
    "publish",
)
"""What a transition does besides leading to another state; each is one action of :mod:`workflows.actions`."""


class Titled:
    """Something with a title in the town's language and, if given, in English."""

    title: str
    title_en: str

    @property
    def name(self) -> str:
        """The title in the language of the screen."""
        if self.title_en and (get_language() or "").startswith("en"):
            return self.title_en
        return self.title

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Role(Titled):
    """A part a person plays on a page, given by a group and a place in the tree.

    ``moderates`` opens the desk of comments, ``records`` the register of resolutions.
    """

    key: str
    title: str
    title_en: str = ""
    moderates: bool = False
    records: bool = False
    note: str = ""

    __str__ = Titled.__str__


@dataclass(frozen=True)
class State(Titled):
    """A named state of a page. ``body`` names the body that decides in it."""

    key: str
    kind: str
    title: str
    title_en: str = ""
    sentence: str = ""
    edit: tuple[str, ...] = ()
    body: str = ""
    note: str = ""

    __str__ = Titled.__str__


@dataclass(frozen=True)
class Transition(Titled):
    """A way from one state to another. Without ``to`` it stays; a decision leads where its outcome says."""

    key: str
    title: str
    source: tuple[str, ...]
    roles: tuple[str, ...]
    effect: str = "forward"
    target: str = ""
    title_en: str = ""
    guards: tuple[str, ...] = ()
    comment_required: bool = False
    freeze: bool = False
    automatic: bool = False
    outcomes: dict[str, str] = field(default_factory=dict)
    note: str = ""

    __str__ = Titled.__str__

    @property
    def targets(self) -> set[str]:
        """Every state this transition may lead to."""
        return set(self.outcomes.values()) | ({self.target} if self.target else set())


@dataclass(frozen=True)
class Definition(Titled):
    """A whole process. ``page_types`` are model labels such as ``"kpss_pages.PlanPage"``."""

    name_key: str
    title: str
    page_types: tuple[str, ...]
    roles: tuple[Role, ...]
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    title_en: str = ""
    note: str = ""

    __str__ = Titled.__str__

    @property
    def initial(self) -> State:
        """The state a page is born in: the first one written down."""
        return self.states[0]

    @property
    def final(self) -> State:
        """The state of a published page."""
        return next(state for state in self.states if state.kind == "final")

    def state(self, key: str) -> State:
        """Return the state of this key; ``KeyError`` if there is none."""
        return _by_key(self.states, key)

    def transition(self, key: str) -> Transition:
        """Return the transition of this key; ``KeyError`` if there is none."""
        return _by_key(self.transitions, key)

    def leaving(self, state_key: str) -> list[Transition]:
        """The transitions offered in a state, in the order they are written."""
        return [transition for transition in self.transitions if state_key in transition.source]


def _by_key(items, key):
    for item in items:
        if item.key == key:
            return item
    raise KeyError(key)

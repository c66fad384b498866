"""A workflow definition as a value: states, transitions and roles, readable on one screen.

The definition is data (TOML), written by people and checked by :mod:`workflows.loading`. What is loaded is
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
    "publish_adopted",
    "retract",
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

    ``permission`` names a page permission of Wagtail, such as ``"change"`` or ``"publish"``: whoever has it on a page
    plays the role there without being given it. ``moderates`` opens the desk of comments, ``originals`` shows there
    how comments read before a passage was redacted, ``records`` opens the register of resolutions.
    """

    key: str
    title: str
    title_en: str = ""
    permission: str = ""
    moderates: bool = False
    records: bool = False
    originals: bool = False
    note: str = ""


@dataclass(frozen=True)
class State(Titled):
    """A named state of a page, and what the roles may do in it with every page of the bundle.

    ``view`` names who reads the draft (nobody named: every role of the definition), ``edit`` who writes and
    ``comment`` who answers an internal reading with an opinion. ``deadline`` counts the days, the last one whole,
    after which the page should have left the state; 0 sets none. ``body`` names the body that decides in it.
    """

    key: str
    kind: str
    title: str
    title_en: str = ""
    sentence: str = ""
    view: tuple[str, ...] = ()
    edit: tuple[str, ...] = ()
    comment: tuple[str, ...] = ()
    deadline: int = 0
    body: str = ""
    note: str = ""


@dataclass(frozen=True)
class Transition(Titled):
    """A way from one state to another. Without ``to`` it stays; a decision leads where its outcome says.

    It takes any of the ``roles``, the page ``permission`` of Wagtail if one is named, and every one of the
    ``guards``.
    """

    key: str
    title: str
    source: tuple[str, ...]
    roles: tuple[str, ...] = ()
    permission: str = ""
    effect: str = "forward"
    target: str = ""
    title_en: str = ""
    guards: tuple[str, ...] = ()
    comment_required: bool = False
    freeze: bool = False
    automatic: bool = False
    outcomes: dict[str, str] = field(default_factory=dict)
    note: str = ""

    @property
    def targets(self) -> set[str]:
        """Every state this transition may lead to."""
        return set(self.outcomes.values()) | ({self.target} if self.target else set())


@dataclass(frozen=True)
class Definition(Titled):
    """A whole process.

    ``page_types`` are the model labels, such as ``"kpss_pages.PlanPage"``, that it governs wherever no other
    definition was chosen; without any it governs only where it was chosen.
    """

    name_key: str
    title: str
    roles: tuple[Role, ...]
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    page_types: tuple[str, ...] = ()
    title_en: str = ""
    note: str = ""

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

    def readers(self, state: State) -> frozenset[str]:
        """The roles that may read the draft in a state."""
        return frozenset(state.view or (role.key for role in self.roles))

    def starting(self) -> Transition | None:
        """The transition by which saving a published page opens a new version, where people may write in it."""
        starts = (one for one in self.leaving(self.final.key) if one.effect == "start")
        return next(starts, None) if self.final.edit else None

    def leaving(self, state_key: str) -> list[Transition]:
        """The transitions offered in a state, in the order they are written."""
        return [transition for transition in self.transitions if state_key in transition.source]


def _by_key(items, key):
    for item in items:
        if item.key == key:
            return item
    raise KeyError(key)

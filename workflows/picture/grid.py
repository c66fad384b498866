"""Where the states of a definition stand: in columns by their distance from the initial one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from ..definition import Definition, Transition
from ..models.resolutions import Outcome

Place = tuple[int, int]
"""Column and row of a state, both from zero."""


@dataclass(frozen=True)
class Way:
    """All transitions that lead from one state to another, by their numbers in the definition."""

    source: str
    target: str
    transitions: tuple[tuple[int, Transition], ...]

    @property
    def numbers(self) -> str:
        """The numbers as they are written at the arrow."""
        return ", ".join(str(number) for number, _transition in self.transitions)

    @property
    def names(self) -> str:
        """What the transitions are called."""
        return " / ".join(transition.name for _number, transition in self.transitions)

    @property
    def titles(self) -> str:
        """What they are called, a decision with the outcomes that lead this way."""
        return " / ".join(self._title(transition) for _number, transition in self.transitions)

    def _title(self, transition: Transition) -> str:
        labels = dict(Outcome.choices)
        outcomes = [str(labels[key]) for key, target in transition.outcomes.items() if target == self.target]
        return f"{transition.name}: {', '.join(outcomes)}" if outcomes else transition.name


def ways_of(definition: Definition) -> list[Way]:
    """Return every way between two states, in the order of the definition."""
    found: dict[tuple[str, str], list[tuple[int, Transition]]] = defaultdict(list)
    for number, transition in enumerate(definition.transitions, 1):
        for source in transition.source:
            for target in sorted(transition.targets or {source}):
                found[source, target].append((number, transition))
    return [Way(*pair, tuple(transitions)) for pair, transitions in found.items()]


def places_of(definition: Definition, ways: list[Way]) -> dict[str, Place]:
    """Give every state its column and row; the published state comes first in its column, to end a straight line."""
    columns = _columns(definition, ways)
    order = sorted(definition.states, key=lambda state: state.kind != "final")
    places: dict[str, Place] = {}
    for state in order:
        column = columns[state.key]
        places[state.key] = (column, sum(1 for other in places.values() if other[0] == column))
    return places


def _columns(definition: Definition, ways: list[Way]) -> dict[str, int]:
    columns = {definition.initial.key: 0}
    edge = [definition.initial.key]
    while edge:
        reached = [way for way in ways if way.source in edge and way.target not in columns]
        columns |= {way.target: columns[way.source] + 1 for way in reached}
        edge = list(dict.fromkeys(way.target for way in reached))
    return columns

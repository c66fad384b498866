"""What came of all rounds of one kind."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any

EXAMPLES = 5


@dataclass
class Figures:
    """The counts of one kind of race or kill; ``ends`` says how often it ended in which way.

    ``bad_unaided`` are the bad rounds in which nobody was made to wait for the other.
    """

    group: str
    kind: str
    rounds: int = 0
    bad_rounds: int = 0
    bad_unaided: int = 0
    server_errors: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)

    def add(self, end: str, violations: list[str], answers: list[Any], *, aided: bool = False) -> None:
        """Count one round."""
        self.rounds += 1
        self.bad_rounds += bool(violations)
        self.bad_unaided += bool(violations) and not aided
        self.server_errors += sum(answer.status >= 500 for answer in answers)
        self.ends[end] += 1
        self.milliseconds += [answer.milliseconds for answer in answers]
        if len(self.examples) < EXAMPLES:
            self.examples += violations[: EXAMPLES - len(self.examples)]

    def as_data(self) -> dict[str, Any]:
        """Return what is written down: the median instead of every time."""
        data = asdict(self) | {"ends": dict(self.ends), "median": round(median(self.milliseconds or [0]), 1)}
        return {name: value for name, value in data.items() if name != "milliseconds"}

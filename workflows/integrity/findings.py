"""What differs from a rule, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing that is not as a rule says it must be."""

    where: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.where}: {self.sentence}"


Rule = Callable[[], Iterator[Finding]]
"""A rule looks at everything stored and yields what differs."""

"""What is wrong with a file of letters, and where in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that has to be mended: where it stands, in which field, and what to do."""

    where: str
    field: str
    sentence: str

    def __str__(self) -> str:
        place = ", ".join(filter(None, (self.where, self.field)))
        return f"{place}: {self.sentence}"


class Unreadable(ValueError):
    """No rows can be read from the file; the message is a sentence for whoever brought it."""

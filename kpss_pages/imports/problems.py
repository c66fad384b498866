"""What is wrong with a file, and where in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from workflows.actions.base import Refused

SHOWN = 20
"""How many problems are listed; more help nobody."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: ``towns[2].plans[0].period.to_year`` and a sentence."""

    place: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}" if self.place else self.sentence


class Broken(Exception):
    """A file that cannot be loaded. Nothing of it was."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        lines = [str(problem) for problem in self.problems[:SHOWN]]
        if len(self.problems) > SHOWN:
            lines.append(_("… and %(number)s more") % {"number": len(self.problems) - SHOWN})
        super().__init__("\n".join(lines))


def shown(value: Any) -> str:
    """Write a value of the file so that it can stand in a sentence and on any terminal."""
    try:
        text = json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()
    except RecursionError:
        return "…"
    return text if len(text) <= 60 else f"{text[:59]}…"


@contextmanager
def at(place: str) -> Iterator[None]:
    """Give what the database's own rules refuse its place in the file."""
    try:
        yield
    except ValidationError as error:
        raise Broken(Problem(place, sentence) for sentence in _sentences(error)) from error
    except Refused as error:
        raise Broken([Problem(place, str(error))]) from error


def _sentences(error: ValidationError) -> list[str]:
    if not hasattr(error, "error_dict"):
        return error.messages
    return [f"{field}: {' '.join(sentences)}" for field, sentences in error.message_dict.items()]

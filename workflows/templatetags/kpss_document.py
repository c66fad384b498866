"""How the fields of a document stand together on a page."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import template

register = template.Library()

SHORT = {"text", "list"}


@dataclass(frozen=True)
class Run:
    """Neighbouring fields that are read as one block: short ones as rows of facts, others one by one."""

    is_short: bool
    fields: list[dict[str, Any]]


@register.filter
def in_runs(fields: list[dict[str, Any]]) -> list[Run]:
    """Divide fields into runs of short and of long ones, in their order."""
    return [
        Run(is_short, list(found)) for is_short, found in groupby(fields, lambda one: one["kind"] in SHORT)
    ]

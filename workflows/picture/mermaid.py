"""The definition as a diagram in Mermaid, for a README or a handbook."""

from __future__ import annotations

from ..definition import Definition
from .grid import ways_of


def mermaid_of(definition: Definition) -> str:
    """Draw states and transitions in the language that is active; what stays in its state is left out."""
    lines = ["flowchart LR"]
    lines += [f"    {state.key}[{_quoted(state.name)}]" for state in definition.states]
    for way in ways_of(definition):
        if way.source != way.target:
            lines.append(f"    {way.source} -->|{_quoted(way.titles)}| {way.target}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "#quot;") + '"'

"""The integration page, read by a machine: what stands in its code blocks is what a host changes."""

from __future__ import annotations

import re

from .running import REPOSITORY

PAGE = REPOSITORY / "docs" / "integration.md"
BLOCK = re.compile(r"^```(?P<kind>[^\n]+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
CHANGES = ("python settings.py", "python urls.py", "python models.py", "crontab")
MOST = 10


def block(kind: str) -> list[str]:
    """The lines of the blocks of this kind, for example ``python settings.py``."""
    found = [match["text"] for match in BLOCK.finditer(PAGE.read_text("utf-8")) if match["kind"] == kind]
    if not found:
        raise LookupError(f"{PAGE.name} has no block “{kind}”.")
    return [line for text in found for line in text.splitlines() if line.strip()]


def count_lines() -> int:
    """Count what a host changes for one page type. Raises ``AssertionError`` when the page promises less."""
    lines = sum(len(block(kind)) for kind in CHANGES)
    if lines > MOST:
        raise AssertionError(f"{PAGE.name} asks for {lines} lines of change; {MOST} were promised.")
    return lines

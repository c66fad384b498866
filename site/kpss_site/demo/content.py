"""Read what the demonstration says. Years are counted from the day of loading, so that it never goes out of date."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent / "content"
FILES = CONTENT / "files"
PLACEHOLDER = re.compile(r"\{([YP])([+-]\d+)?\}")


def read(name: str, *, year: int, plan_year: int | None = None) -> dict[str, Any]:
    """Return a file of the content. ``{Y-1}`` is last year, ``{P+1}`` the second year of the plan it is read for."""
    years = {"Y": year, "P": plan_year or year}
    text = (CONTENT / f"{name}.toml").read_text("utf-8")
    return tomllib.loads(PLACEHOLDER.sub(lambda found: str(years[found[1]] + int(found[2] or 0)), text))


def names(folder: str) -> list[str]:
    """Return the files of a folder of the content, in the order of their names."""
    return sorted(f"{folder}/{file.stem}" for file in (CONTENT / folder).glob("*.toml"))

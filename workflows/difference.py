"""What changed between two versions of a bundle, part by part and word by word."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from .document import heading_of, walk

Segment = tuple[str, str]
"""A run of words and what happened to it: ``same``, ``added`` or ``removed``."""

BLOCK_END = re.compile(r"</(p|li|h[1-6]|tr)>|<br\s*/?>", re.IGNORECASE)
TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Change:
    """What happened to one part: ``added``, ``removed``, ``changed`` or ``moved`` (its number or place)."""

    kind: str
    page_title: str
    heading: str
    part_id: str
    fields: list[tuple[str, list[Segment]]] = field(default_factory=list)


def difference(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[Change]:
    """Compare two bundles. Parts are told apart by their UUID, so what moved is not taken for new."""
    old, new = _parts(before), _parts(after)
    changes = [_compare(key, old.get(key), new[key]) for key in new]
    removed = [_compare(key, old[key], None) for key in old if key not in new]
    return [change for change in (*changes, *removed) if change]


def plain_text(item: dict[str, Any]) -> str:
    """Write the value of a field as text, whatever its kind."""
    value = item["value"]
    if item["kind"] == "html":
        return unescape(TAG.sub("", BLOCK_END.sub("\n", value))).strip()
    if item["kind"] == "list":
        return "\n".join(value)
    if item["kind"] == "table":
        return "\n".join(" | ".join(str(cell) for cell in row) for row in (value["header"], *value["rows"]))
    if item["kind"] == "file":
        return f"{value['title']} ({value['sha256'][:12]})"
    if item["kind"] == "image":
        return f"{value['alt']} {value['caption']} ({value['sha256'][:12]})"
    return str(value)


def segments(before: str, after: str) -> list[Segment]:
    """Compare two texts word by word."""
    old, new = re.findall(r"\s+|\S+", before), re.findall(r"\s+|\S+", after)
    found: list[Segment] = []
    for kind, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("same", "".join(old[i1:i2])))
            continue
        found += [(name, text) for name, text in (("removed", "".join(old[i1:i2])), ("added", "".join(new[j1:j2]))) if text]
    return found


def _parts(documents: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Collect every page and part of a bundle under its lasting key, in the order of reading."""
    found: dict[str, dict[str, Any]] = {}
    for document in documents:
        found[f"page-{document['page']}"] = {
            "heading": document["title"],
            "page_title": document["title"],
            "part_id": "",
            "fields": document["fields"],
        }
        for part in walk(document["parts"]):
            found[part["id"]] = {
                "heading": heading_of(part),
                "page_title": document["title"],
                "part_id": part["id"],
                "fields": part["fields"],
            }
    return found


def _compare(key: str, old: dict[str, Any] | None, new: dict[str, Any] | None) -> Change | None:
    part = new or old
    fields = _changed_fields(old, new)
    if old and new and old["heading"] != new["heading"]:
        fields = [("", segments(old["heading"], new["heading"])), *fields]
    if old and new and not fields and old["page_title"] == new["page_title"]:
        return None
    kind = "added" if old is None else "removed" if new is None else "changed" if fields else "moved"
    return Change(kind, part["page_title"], part["heading"], part["part_id"], fields)


def _changed_fields(old: dict[str, Any] | None, new: dict[str, Any] | None) -> list[tuple[str, list[Segment]]]:
    before = {item["name"]: item for item in (old or {"fields": []})["fields"]}
    after = {item["name"]: item for item in (new or {"fields": []})["fields"]}
    found = []
    for name in [*after, *(name for name in before if name not in after)]:
        texts = [plain_text(side[name]) if name in side else "" for side in (before, after)]
        if texts[0] != texts[1]:
            found.append(((after.get(name) or before[name])["label"], segments(*texts)))
    return found

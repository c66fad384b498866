"""What changed between two versions of a bundle, part by part and word by word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from .document import heading_of, walk

Segment = tuple[str, str]
"""A run of words and what happened to it: ``same``, ``added`` or ``removed``."""

BLOCK_END = re.compile(r"</(p|li|h[1-6]|tr)>|<br\s*/?>", re.IGNORECASE)
TAG = re.compile(r"<[^>]+>")
SENTENCE = re.compile(r".+?(?:[.!?]\s+|\n\s*|\Z)", re.DOTALL)
WORD = re.compile(r"\s+|\S+")
MOST_PAIRS = 250_000
"""Above this many pairs of pieces, what differs is shown as one removed and one added run."""


@dataclass(frozen=True)
class Change:
    """What happened to one part: ``added``, ``removed``, ``changed`` or ``moved`` (its number or place)."""

    kind: str
    page_title: str
    heading: str
    part_id: str
    fields: list[tuple[str, list[Segment]]] = field(default_factory=list)


def difference(
    before: list[dict[str, Any]], after: list[dict[str, Any]], *, beside: bool = False
) -> list[Change]:
    """Compare two bundles. Parts are told apart by their UUID, so what moved is not taken for new.

    With ``beside``, also what no reader sees in the text: files it links to, words for search engines.
    """
    old, new = _parts(before, beside=beside), _parts(after, beside=beside)
    changes = [_compare(key, old.get(key), new[key]) for key in new]
    removed = [_compare(key, old[key], None) for key in old if key not in new]
    return [change for change in (*changes, *removed) if change]


class FieldBeside(NamedTuple):
    """A field in two wordings: what went is marked in the one, what came in the other."""

    label: str
    before: list[Segment]
    after: list[Segment]


def passage_beside(
    before: list[dict[str, Any]], after: list[dict[str, Any]], key: str
) -> tuple[str, str, list[FieldBeside]]:
    """Lay one part of two bundles side by side: its heading in each and its fields, whether they differ or not.

    ``key`` is the UUID of a part, or ``page-`` and the number of a page. A heading is "" where the part is not.
    """
    old, new = (_parts(documents, beside=False).get(key) for documents in (before, after))
    fields = []
    for label, *texts in _fields_of_both(old, new):
        found = segments(*texts)
        if any(texts):
            sides = ([one for one in found if one[0] != other] for other in ("added", "removed"))
            fields.append(FieldBeside(label, *sides))
    return (old["heading"] if old else "", new["heading"] if new else "", fields)


def plain_text(item: dict[str, Any]) -> str:
    """Write the value of a field as text, whatever its kind."""
    value = item["value"]
    if item["kind"] == "html":
        return unescape(TAG.sub("", BLOCK_END.sub("\n", value))).strip()
    if item["kind"] == "list":
        return "\n".join(value)
    if item["kind"] == "table":
        rows = (" | ".join(str(cell) for cell in row) for row in (value["header"], *value["rows"]))
        return "\n".join(filter(None, (value["caption"], *rows)))
    if item["kind"] == "file":
        return f"{value['title']} ({value['sha256'][:12]})"
    if item["kind"] == "image":
        return f"{value['alt']} {value['caption']} ({value['sha256'][:12]})"
    return str(value)


def segments(before: str, after: str) -> list[Segment]:
    """Compare two texts word by word.

    Whole sentences first and words inside those that differ, so that the time stays short for long texts.
    """
    found: list[Segment] = []
    for same, old, new in _runs(SENTENCE.findall(before), SENTENCE.findall(after)):
        inner = [(True, old, new)] if same else _runs(WORD.findall(old), WORD.findall(new))
        for alike, left, right in inner:
            pairs = (("same", left),) if alike else (("removed", left), ("added", right))
            found += [pair for pair in pairs if pair[1]]
    return _joined(found)


def _runs(old: list[str], new: list[str]) -> Iterator[tuple[bool, str, str]]:
    """Split two texts into runs that are alike and runs that differ."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    left, right = old[start : len(old) - end], new[start : len(new) - end]
    yield True, "".join(old[:start]), "".join(new[:start])
    if len(left) * len(right) > MOST_PAIRS:
        yield False, "".join(left), "".join(right)
    else:
        matcher = difflib.SequenceMatcher(str.isspace, left, right, autojunk=False)
        for kind, i1, i2, j1, j2 in matcher.get_opcodes():
            yield kind == "equal", "".join(left[i1:i2]), "".join(right[j1:j2])
    yield True, "".join(old[len(old) - end :]), "".join(new[len(new) - end :])


def _common(old: list[str], new: list[str]) -> int:
    """Count how many pieces both begin with."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((count for count, (one, other) in pairs if one != other), min(len(old), len(new)))


def _joined(found: list[Segment]) -> list[Segment]:
    """Join neighbours of one kind."""
    return [(kind, "".join(text for _kind, text in run)) for kind, run in groupby(found, key=itemgetter(0))]


def _parts(documents: list[dict[str, Any]], *, beside: bool) -> dict[str, dict[str, Any]]:
    """Collect every page and part of a bundle under its lasting key, in the order of reading."""
    found: dict[str, dict[str, Any]] = {}
    for document in documents:
        found[f"page-{document['page']}"] = {
            "heading": document["title"],
            "page_title": document["title"],
            "part_id": "",
            "fields": [*document["fields"], *(_beside(document) if beside else [])],
        }
        for part in walk(document["parts"]):
            found[part["id"]] = {
                "heading": heading_of(part),
                "page_title": document["title"],
                "part_id": part["id"],
                "fields": part["fields"],
            }
    return found


def _beside(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [*document.get("linked", []), *document.get("metadata", [])]


def _compare(key: str, old: dict[str, Any] | None, new: dict[str, Any] | None) -> Change | None:
    part = new or old
    fields = _changed_fields(old, new)
    if old and new and old["heading"] != new["heading"]:
        fields = [("", segments(old["heading"], new["heading"])), *fields]
    if old and new and not fields and old["page_title"] == new["page_title"]:
        return None
    kind = "added" if old is None else "removed" if new is None else "changed" if fields else "moved"
    return Change(kind, part["page_title"], part["heading"], part["part_id"], fields)


def _changed_fields(
    old: dict[str, Any] | None, new: dict[str, Any] | None
) -> list[tuple[str, list[Segment]]]:
    both = _fields_of_both(old, new)
    return [(label, segments(before, after)) for label, before, after in both if before != after]


def _fields_of_both(old: dict[str, Any] | None, new: dict[str, Any] | None) -> Iterator[tuple[str, str, str]]:
    """Give the label of every field with its text before and after, in the order of the later wording."""
    before = {item["name"]: item for item in (old or {"fields": []})["fields"]}
    after = {item["name"]: item for item in (new or {"fields": []})["fields"]}
    for name in [*after, *(name for name in before if name not in after)]:
        texts = [plain_text(side[name]) if name in side else "" for side in (before, after)]
        yield ((after.get(name) or before[name])["label"], *texts)

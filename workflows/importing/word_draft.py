"""A draft as Word stores it: its paragraphs with who inserted and deleted what, and what its comments point at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from .word_xml import attribute, child, local_name

BREAKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
PROPERTIES = {"pPr", "rPr", "trPr", "tcPr", "tblPr", "sectPr", "sdtPr", "instrText", "delInstrText"}
"""Not a word of the text stands in these. ``Fallback`` repeats a text box for older programs."""

LONGEST_ANCHOR = 4_000
"""Characters of a passage that are gathered; a quotation is cut shorter."""

MOST_OPEN = 500
"""Passages that may overlap; further comments on the same words are read without a quotation."""

LONGEST_HEADING = 500
"""Characters of a heading by which a part is looked for."""


class Change(NamedTuple):
    """Who changed a piece of the text, and when, as Word has it."""

    author: str
    date: str


class Piece(NamedTuple):
    """Some words, and who inserted or deleted them if anybody did."""

    text: str
    inserted: Change | None = None
    deleted: Change | None = None


@dataclass
class Paragraph:
    """A paragraph; ``level`` is 0 for the highest heading, ``None`` for text; ``above`` begins with the nearest."""

    level: int | None = None
    pieces: list[Piece] = field(default_factory=list)
    above: tuple[str, ...] = ()

    def before(self) -> str:
        """The paragraph as it read before anybody changed it."""
        return "".join(one.text for one in self.pieces if one.inserted is None).strip()

    def after(self, author: str) -> str:
        """The paragraph as one author wishes it to read; what others changed does not count."""
        return "".join(one.text for one in self.pieces if _stays(one, author)).strip()

    def changes(self) -> dict[str, str]:
        """Everybody who changed the paragraph, and the date of their last change."""
        found: dict[str, str] = {}
        for piece in self.pieces:
            for change in filter(None, (piece.inserted, piece.deleted)):
                found[change.author] = max(found.get(change.author, ""), change.date)
        return found


@dataclass
class Anchor:
    """What a comment points at, and where that begins."""

    paragraph: Paragraph
    text: str = ""


class Draft:
    """The body of a document, read once from top to bottom."""

    def __init__(self, body: Any, levels: dict[str, int]) -> None:
        self.levels = levels
        self.paragraphs: list[Paragraph] = []
        self.anchors: dict[str, Anchor] = {}
        self._open: dict[str, Anchor] = {}
        self._headings: list[tuple[int, str]] = []
        self._nowhere = self._paragraph = Paragraph()
        self._walk(body, None, None)

    def authors(self) -> set[str]:
        """Everybody who changed something."""
        return {author for paragraph in self.paragraphs for author in paragraph.changes()}

    def _walk(self, node: Any, inserted: Change | None, deleted: Change | None) -> None:
        for element in node:
            name = local_name(element)
            if name in PROPERTIES or name == "Fallback":
                continue
            if name == "p":
                self._take_paragraph(element, inserted, deleted)
            elif name in ("ins", "moveTo"):
                self._walk(element, _change(element), deleted)
            elif name in ("del", "moveFrom"):
                self._walk(element, inserted, _change(element))
            elif name in ("t", "delText"):
                self._say(Piece(element.text or "", inserted, deleted))
            elif name in BREAKS:
                self._say(Piece(BREAKS[name], inserted, deleted))
            elif name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
                self._point(name, attribute(element, "id"))
            else:
                self._walk(element, inserted, deleted)

    def _take_paragraph(self, element: Any, inserted: Change | None, deleted: Change | None) -> None:
        """Read a paragraph; one may stand inside another, in a text box."""
        outer, self._paragraph = self._paragraph, Paragraph(self._level(element))
        self.paragraphs.append(self._paragraph)
        self._walk(element, inserted, deleted)
        self._stand_below_headings(self._paragraph)
        self._gather(" ")
        self._paragraph = outer

    def _stand_below_headings(self, paragraph: Paragraph) -> None:
        text = paragraph.before()
        if paragraph.level is not None and text:
            self._headings = [one for one in self._headings if one[0] < paragraph.level]
            self._headings.append((paragraph.level, text[:LONGEST_HEADING]))
        paragraph.above = tuple(text for _level, text in reversed(self._headings))

    def _level(self, element: Any) -> int | None:
        properties = child(element, "pPr")
        if properties is None:
            return None
        own = level_in(properties)
        style = child(properties, "pStyle")
        return self.levels.get(attribute(style, "val")) if own is None and style is not None else own

    def _say(self, piece: Piece) -> None:
        self._paragraph.pieces.append(piece)
        if piece.inserted is None:
            self._gather(piece.text)

    def _gather(self, text: str) -> None:
        """Add to the passages that began and have not ended."""
        for number, anchor in list(self._open.items()):
            if anchor.paragraph is self._nowhere:
                # The mark of its beginning may stand between two paragraphs.
                anchor.paragraph = self._paragraph
            anchor.text += text
            if len(anchor.text) > LONGEST_ANCHOR:
                del self._open[number]

    def _point(self, name: str, number: str) -> None:
        anchor = self.anchors.setdefault(number, Anchor(self._paragraph))
        if name == "commentRangeStart" and len(self._open) < MOST_OPEN:
            self._open[number] = anchor
        elif name == "commentRangeEnd":
            self._open.pop(number, None)


def heading_levels(styles: Any) -> dict[str, int]:
    """Return the level of each style of headings, from the highest (0) down, also of styles based on one."""
    own: dict[str, int] = {}
    based_on: dict[str, str] = {}
    for style in _styles(styles):
        key = attribute(style, "styleId")
        properties, basis = child(style, "pPr"), child(style, "basedOn")
        level = level_in(properties) if properties is not None else None
        if level is None:
            level = _level_of_name(attribute(child(style, "name"), "val"))
        if level is not None:
            own[key] = level
        elif basis is not None:
            based_on[key] = attribute(basis, "val")
    for key, basis in based_on.items():
        if basis in own:
            own.setdefault(key, own[basis])
    return own


def level_in(properties: Any) -> int | None:
    """Return the level that the properties of a paragraph name; the tenth is that of plain text."""
    outline = child(properties, "outlineLvl")
    value = attribute(outline, "val") if outline is not None else ""
    return int(value) if value in set("012345678") else None


def _styles(styles: Any) -> Iterator[Any]:
    return (one for one in styles if local_name(one) == "style") if styles is not None else iter(())


def _level_of_name(name: str) -> int | None:
    words = name.lower().split()
    is_heading = len(words) == 2 and words[0] == "heading" and words[1] in set("123456789")
    return int(words[1]) - 1 if is_heading else None


def _change(element: Any) -> Change:
    return Change(attribute(element, "author").strip(), attribute(element, "date"))


def _stays(piece: Piece, author: str) -> bool:
    is_there = piece.inserted is None or piece.inserted.author == author
    return is_there and not (piece.deleted is not None and piece.deleted.author == author)

"""The picture: boxes in columns, arrows onwards between them, long ways above and ways back below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ..definition import Definition, State
from .grid import Place, Way, places_of, ways_of
from .tracks import Track, Tracks

BOX_WIDTH, LINE, BOX_PADDING = 152, 17, 15
LETTERS = 17  # of a title on one line of a box
LETTER = 7  # pixels, about
GAP, TRACK = 44, 9
ROW_GAP, MARGIN, LABEL = 40, 14, 24
OFF_AXIS = 15  # how far from the middle of a box the lines above and below join it


@dataclass(frozen=True)
class Box:
    """A state. ``stays`` are the numbers of transitions that leave the page where it is."""

    state: State
    x: int
    y: int
    height: int
    lines: list[tuple[str, int]]
    is_now: bool
    stays: str
    width: int = BOX_WIDTH

    @property
    def middle(self) -> int:
        """The height at which straight arrows come and go."""
        return self.y + self.height // 2

    @property
    def right(self) -> int:
        """Where it ends."""
        return self.x + self.width

    @property
    def centre(self) -> int:
        """The middle of its width."""
        return self.x + self.width // 2


@dataclass(frozen=True)
class Arrow:
    """A way: the line in the language of SVG paths, its label and where the label stands."""

    way: Way
    line: str
    label: str
    x: int
    y: int
    anchor: str = "middle"
    is_back: bool = False


@dataclass(frozen=True)
class Picture:
    """Everything the template draws, in pixels."""

    definition: Definition
    width: int
    height: int
    boxes: list[Box]
    arrows: list[Arrow]


def picture_of(definition: Definition, now: str = "") -> Picture:
    """Draw a definition; ``now`` is the key of the state a page is in."""
    return _Drawing(definition, now).picture()


class _Drawing:
    """The sheet while it is drawn."""

    def __init__(self, definition: Definition, now: str) -> None:
        self.definition = definition
        self.now = now
        self.all_ways = ways_of(definition)
        self.ways = [way for way in self.all_ways if way.source != way.target]
        self.places = places_of(definition, self.all_ways)
        self.texts = {state.key: _lines_of(state.name) for state in definition.states}
        self.box_height = max(map(len, self.texts.values())) * LINE + 2 * BOX_PADDING
        self.tracks = Tracks(self.ways, self.places, self._floors())
        self.top = LABEL - self.tracks.highest
        self.lefts = self._lefts()

    def picture(self) -> Picture:
        """Put everything in its place."""
        self.boxes = {state.key: self._box(state) for state in self.definition.states}
        arrows = [self._arrow(way) for way in self.ways]
        height = self.top + self.tracks.lowest + 2 * MARGIN
        width = max(box.right for box in self.boxes.values()) + self._gap(len(self.lefts) - 1)
        return Picture(self.definition, width, height, list(self.boxes.values()), arrows)

    def _floors(self) -> list[int]:
        """Where the boxes of each column end, under the upper edge of the first row."""
        rows = Counter(column for column, _row in self.places.values())
        return [rows[column] * (self.box_height + ROW_GAP) - ROW_GAP for column in sorted(rows)]

    def _lefts(self) -> list[int]:
        """Where each column begins."""
        found, x = [], self._gap(-1)
        for column in range(1 + max(column for column, _row in self.places.values())):
            found.append(x)
            x += BOX_WIDTH + self._gap(column)
        return found

    def _gap(self, after: int) -> int:
        """How wide the gap behind a column is; the outer ones hold lines only."""
        longest = max((len(way.numbers) for way in self._straight(after)), default=0)
        room = max(GAP, LETTER * longest + 3 * MARGIN) if longest else MARGIN
        return room + TRACK * self.tracks.count_in(after)

    def _straight(self, after: int) -> Iterable[Way]:
        return (way for way in self.ways if self._columns(way) == (after, after + 1))

    def _columns(self, way: Way) -> tuple[int, int]:
        return self.places[way.source][0], self.places[way.target][0]

    def _box(self, state: State) -> Box:
        place: Place = self.places[state.key]
        y = self.top + place[1] * (self.box_height + ROW_GAP)
        texts = self.texts[state.key]
        first = y + (self.box_height - LINE * len(texts)) // 2 + LINE - 4
        lines = [(text, first + LINE * number) for number, text in enumerate(texts)]
        stays = [way.numbers for way in self.all_ways if way.source == way.target == state.key]
        is_now = state.key == self.now
        return Box(state, self.lefts[place[0]], y, self.box_height, lines, is_now, "".join(stays))

    def _arrow(self, way: Way) -> Arrow:
        if track := self.tracks.of(way):
            return self._around(way, track)
        source, target = self.boxes[way.source], self.boxes[way.target]
        return (
            self._upright(way, source, target) if source.x == target.x else self._across(way, source, target)
        )

    def _across(self, way: Way, source: Box, target: Box) -> Arrow:
        """To the next column, straight or with a step in the gap."""
        bend = target.x - MARGIN - LETTER * len(way.numbers)
        line = f"M{source.right} {source.middle}"
        if source.middle != target.middle:
            line += f" H{bend - MARGIN} V{target.middle}"
        return Arrow(way, f"{line} H{target.x}", way.numbers, target.x - MARGIN, target.middle - 6, "end")

    def _upright(self, way: Way, source: Box, target: Box) -> Arrow:
        """Between neighbours of one column; the two directions stand apart."""
        is_down = source.y < target.y
        x = source.centre + (OFF_AXIS if is_down else -OFF_AXIS)
        start, end = (source.y + source.height, target.y) if is_down else (source.y, target.y + target.height)
        return Arrow(way, f"M{x} {start} V{end}", way.numbers, x + 6, (start + end) // 2 + 4, "start")

    def _around(self, way: Way, track: Track) -> Arrow:
        """Out of the column, along a lane above or below everything, and in again."""
        source, target = self.boxes[way.source], self.boxes[way.target]
        off = OFF_AXIS if track.is_below else -OFF_AXIS
        lane = self.top + track.lane
        out = source.right + MARGIN // 2 + TRACK * (track.out + 1)
        into = target.x - MARGIN - TRACK * (track.into + 1)
        line = (
            f"M{source.right} {source.middle + off} H{out} V{lane} H{into} V{target.middle + off} H{target.x}"
        )
        left, right = sorted((out, into))
        labels = (f"{way.numbers} {way.titles}", f"{way.numbers} {way.names}")
        room = (right - left - MARGIN) // LETTER
        label = next((one for one in labels if len(one) <= room), way.numbers)
        return Arrow(way, line, label, left + 8, lane - 6, "start", track.is_below)


def _lines_of(title: str) -> list[str]:
    """Break a title into lines; a longer word is broken too."""
    lines = [""]
    for word in _words(title):
        joined = f"{lines[-1]} {word}".strip()
        lines = [*lines[:-1], joined] if len(joined) <= LETTERS else [*lines, word]
    return [line for line in lines if line]


def _words(title: str) -> Iterable[str]:
    for word in title.split():
        while len(word) > LETTERS:
            yield word[: LETTERS - 1] + "-"
            word = word[LETTERS - 1 :]
        yield word

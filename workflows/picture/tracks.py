"""The lanes and tracks of ways that do not lead straight to the next column."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from .grid import Place, Way

LANE = 26
"""Pixels from one lane to the next; a line of text stands between them."""


@dataclass(frozen=True)
class Track:
    """How a way goes around: along a lane, and by upright tracks in the gaps behind its source and before its target.

    ``lane`` is its height in pixels under the upper edge of the first row of boxes, negative above it.
    """

    is_below: bool
    lane: int
    out: int
    into: int


class Tracks:
    """The tracks of all ways. Ways that leave, or enter, one state on one side share an upright track."""

    def __init__(self, ways: list[Way], places: dict[str, Place], floors: list[int]) -> None:
        """Lay every way that goes around, the shortest nearest to the boxes.

        ``floors`` are the heights at which the boxes of each column end.
        """
        self.places = places
        self.floors = floors
        self.tracks: dict[tuple[str, str], Track] = {}
        self._gaps: dict[int, dict[tuple[str, bool, bool], int]] = defaultdict(dict)
        self._lanes: list[tuple[int, int, int]] = []
        around = [way for way in ways if not self._is_straight(way)]
        for way in sorted(around, key=lambda one: abs(self._columns(one)[1] - self._columns(one)[0])):
            self.tracks[way.source, way.target] = self._lay(way)

    def of(self, way: Way) -> Track | None:
        """Return the track of a way, or ``None`` for one that leads straight."""
        return self.tracks.get((way.source, way.target))

    def count_in(self, gap: int) -> int:
        """How many upright tracks there is to be room for in the gap behind a column."""
        return len(self._gaps[gap]) + bool(self._gaps[gap])

    @property
    def highest(self) -> int:
        """The height of the uppermost lane; 0 if there is none above the boxes."""
        return min([0, *(lane for _first, _last, lane in self._lanes)])

    @property
    def lowest(self) -> int:
        """The height of the lowest lane or box."""
        return max([*self.floors, *(lane for _first, _last, lane in self._lanes)])

    def _lay(self, way: Way) -> Track:
        source, target = self._columns(way)
        is_below = target <= source
        lane = self._free_lane(*sorted((source, target - 1)), is_below)
        out = self._upright(source, way.source, True, is_below)
        into = self._upright(target - 1, way.target, False, is_below)
        return Track(is_below, lane, out, into)

    def _columns(self, way: Way) -> tuple[int, int]:
        return self.places[way.source][0], self.places[way.target][0]

    def _is_straight(self, way: Way) -> bool:
        """To the next column, or to the neighbour in the same one."""
        source, target = self.places[way.source], self.places[way.target]
        if source[0] == target[0]:
            return abs(source[1] - target[1]) == 1
        return target[0] == source[0] + 1

    def _free_lane(self, first: int, last: int, is_below: bool) -> int:
        """Take the lane nearest to the boxes between two gaps on which nothing else passes there."""
        step = LANE if is_below else -LANE
        lane = max(self.floors[first + 1 : last + 1]) + step if is_below else step
        while any(
            one <= last and first <= two and abs(lane - other) < LANE for one, two, other in self._lanes
        ):
            lane += step
        self._lanes.append((first, last, lane))
        return lane

    def _upright(self, gap: int, state: str, is_out: bool, is_below: bool) -> int:
        """Return the number of an upright track among those on its side of the gap."""
        taken = self._gaps[gap]
        beside = sum(1 for key in taken if key[1] == is_out)
        return taken.setdefault((state, is_out, is_below), beside)

"""Reading a sheet that came back: every row as it was written, every mistake with its row and column."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from ..intake.files import LARGEST, LARGEST_UNPACKED, MOST_MEMBERS
from ..settlement_words import shipped_names
from .columns import MARK, NEEDED, NUMBER, OUTCOME, READY, REASONING, Said, headings, in_any_language, plain
from .writing import yes_and_no

MOST_ROWS = 20_000
MOST_COLUMNS = 50


class NoSheet(ValueError):
    """What was uploaded cannot be read at all; the message is a sentence."""


@dataclass(frozen=True)
class Problem:
    """What is wrong, and where: the row as the program shows it, and the name of the column."""

    line: int
    column: str
    sentence: str


@dataclass(frozen=True)
class Row:
    """One row: the number of its comment, what it says, and the mark it was given away with."""

    line: int
    number: str
    said: Said
    mark: str


@dataclass
class Sheet:
    """All rows that could be read, and what could not."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(content: bytes, labels: dict[str, str]) -> Sheet:
    """Read the first sheet of a workbook. ``labels`` says for the key of each outcome what the town calls it.

    Raises :class:`NoSheet` for what is no workbook, is too large or lacks a column.
    """
    try:
        return _read(_opened(content), labels)
    except NoSheet:
        raise
    # A reader of somebody else's over a file of somebody else's fails in ways nobody has listed.
    except Exception as error:
        raise NoSheet(_("This is not a spreadsheet of the XLSX kind.")) from error


def _read(sheet: Any, labels: dict[str, str]) -> Sheet:
    lines = sheet.iter_rows(max_col=MOST_COLUMNS)
    places = _places(next(lines, ()))
    reader = _Reader(places, _Outcomes(labels))
    for line, cells in enumerate(lines, start=2):
        if line > MOST_ROWS:
            raise NoSheet(_("The sheet has more than %(count)s rows.") % {"count": MOST_ROWS})
        reader.take(line, {key: cells[place] for key, place in places.items() if place < len(cells)})
    return reader.sheet


class _Reader:
    def __init__(self, places: dict[str, int], outcomes: _Outcomes) -> None:
        self.names = {
            key: f"{get_column_letter(place + 1)} ({headings()[key]})" for key, place in places.items()
        }
        self.outcomes = outcomes
        self.ticks = {
            word.casefold(): key == "yes"
            for words in in_any_language(yes_and_no)
            for key, word in words.items()
        }
        self.sheet = Sheet()
        self.seen: dict[str, int] = {}

    def take(self, line: int, cells: dict[str, Any]) -> None:
        """Read one row; one that is empty is none."""
        if all(one.value is None for one in cells.values()):
            return
        found = len(self.sheet.problems)
        words = {key: self._text(line, key, cells.get(key)) for key in NEEDED}
        said = Said(self._outcome(line, words[OUTCOME]), words[REASONING], self._tick(line, words[READY]))
        number = words[NUMBER]
        if not number:
            self._wrong(line, NUMBER, _("The number of the comment is missing."))
        elif number in self.seen:
            sentence = _("The comment stands in row %(row)s already.") % {"row": self.seen[number]}
            self._wrong(line, NUMBER, sentence)
        if not words[MARK]:
            self._wrong(line, MARK, _("The mark of the row is missing; download the sheet again."))
        self.seen.setdefault(number, line)
        if len(self.sheet.problems) == found:
            self.sheet.rows.append(Row(line, number, said, words[MARK]))

    def _text(self, line: int, key: str, cell: Any) -> str:
        value = getattr(cell, "value", None)
        kind = getattr(cell, "data_type", "n")
        if kind == "f":
            self._wrong(line, key, _("There is a formula here. Write the value itself."))
            return ""
        if kind == "e":
            self._wrong(line, key, _("The program shows an error here."))
            return ""
        if isinstance(value, bool):
            return yes_and_no()["yes" if value else "no"]
        return "" if value is None else plain(str(value))

    def _outcome(self, line: int, typed: str) -> str:
        outcome = self.outcomes.called(typed) if typed else ""
        if typed and not outcome:
            sentence = _("There is no outcome called “%(typed)s”. Write one of these: %(permitted)s.")
            self._wrong(line, OUTCOME, sentence % {"typed": typed[:60], "permitted": self.outcomes.permitted})
        return outcome

    def _tick(self, line: int, typed: str) -> bool:
        if typed and typed.casefold() not in self.ticks:
            self._wrong(line, READY, _("Write %(yes)s or %(no)s.") % yes_and_no())
        return self.ticks.get(typed.casefold(), False)

    def _wrong(self, line: int, key: str, sentence: str) -> None:
        self.sheet.problems.append(Problem(line, self.names[key], sentence))


def _opened(content: bytes) -> Any:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        members = archive.infolist()
        size = sum(one.file_size for one in members)
    if len(content) > LARGEST or len(members) > MOST_MEMBERS or size > LARGEST_UNPACKED:
        raise NoSheet(_("The file is too large."))
    sheet = load_workbook(BytesIO(content), read_only=True).worksheets[0]
    sheet.reset_dimensions()
    return sheet


def _places(cells: Any) -> dict[str, int]:
    known = {name.casefold(): key for words in in_any_language(headings) for key, name in words.items()}
    found: dict[str, int] = {}
    for place, one in enumerate(cells):
        if key := known.get(str(one.value or "").strip().casefold()):
            found.setdefault(key, place)
    if missing := [headings()[key] for key in NEEDED if key not in found]:
        raise NoSheet(_("These columns are missing: %(names)s.") % {"names": ", ".join(missing)})
    return found


class _Outcomes:
    """The outcomes by what is written for them. ``labels`` is what the town calls each."""

    def __init__(self, labels: dict[str, str]) -> None:
        shipped = {key: {key.casefold(), *names} for key, names in shipped_names().items()}
        self.permitted = ", ".join(labels.values())
        self.exactly = {key: {label} for key, label in labels.items()}
        self.folded = [{key: {label.casefold()} for key, label in labels.items()}, shipped]

    def called(self, typed: str) -> str:
        """Return the key of the outcome that is called so; "" if none is, or if it may mean two.

        What the town calls them is stronger than shipped words and keys, to the letter stronger than otherwise.
        """
        for names, name in ((self.exactly, typed), *((one, typed.casefold()) for one in self.folded)):
            if meant := [key for key, known in names.items() if name in known]:
                return meant[0] if len(meant) == 1 else ""
        return ""

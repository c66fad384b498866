"""Rows of a CSV file, as Czech Excel and others write it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from .columns import known_headings
from .folding import folded
from .problems import Unreadable

ENCODINGS = ("utf-8-sig", "cp1250")
SEPARATORS = ";,\t"


def rows(content: bytes) -> Iterator[list[Any]]:
    """Give the rows of the file, empty ones too. Raises :class:`Unreadable`, also on the way."""
    text = _text(content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    number = 0
    while True:
        number += 1
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable(
                _(
                    "Line %(number)s cannot be read: a quotation mark is missing, or a cell is far too long. Mend it "
                    "and save the file again."
                )
                % {"number": number}
            ) from error


def _text(content: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Unreadable(
        _("The file is neither UTF-8 nor Windows-1250 text. In Excel save it as “CSV UTF-8”, or as XLSX.")
    )


def _separator(text: str) -> str:
    """Return the character between cells: the one by which most headings are known."""
    known = known_headings()

    def headings(separator: str) -> int:
        first = next(csv.reader(io.StringIO(text[:10_000], newline=""), delimiter=separator), [])
        return sum(folded(cell) in known for cell in first)

    return max(SEPARATORS, key=headings)

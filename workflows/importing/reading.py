"""Reading a file of letters, whatever program wrote it."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import PurePath

from django.utils.translation import gettext as _

from ..document import fingerprint
from ..intake.files import LARGEST, LONGEST_NAME
from ..table.harmless import seen
from . import csv_file, table, xlsx_file
from .entries import Entry, Reading
from .example import without_example
from .problems import Unreadable

TABLES = {".csv": csv_file.rows, ".txt": csv_file.rows, ".xlsx": xlsx_file.rows}
WORD = ".docx"


def reads_word() -> bool:
    """Tell whether the extra ``[docx]`` is installed, which Word files are read by."""
    return find_spec("docx") is not None and find_spec("lxml") is not None


def is_word(name: str) -> bool:
    """Tell whether a file is one of Word, by its name."""
    return PurePath(name).suffix.lower() == WORD


def endings() -> list[str]:
    """The endings of files that are read here."""
    return [*TABLES, *([WORD] if reads_word() else [])]


def read(name: str, content: bytes, *, language: str) -> Reading:
    """Read the comments of a file; ``language`` is that of the plan. Raises :class:`Unreadable`."""
    if not content:
        raise Unreadable(_("The file is empty."))
    if len(content) > LARGEST:
        raise Unreadable(_("The file is larger than 10 MB. Split it into more files."))
    entries, notes = _entries(PurePath(name).suffix.lower(), content, language)
    bare = seen(PurePath(name.replace("\\", "/")).name)[-LONGEST_NAME:]
    return Reading(bare, fingerprint(content), entries, notes)


def _entries(ending: str, content: bytes, language: str) -> tuple[list[Entry], list[str]]:
    if ending in TABLES:
        return without_example(table.entries(TABLES[ending](content)))
    if ending != WORD:
        raise Unreadable(_("Bring a CSV, XLSX or DOCX file; older kinds can be saved as one of these."))
    if not reads_word():
        raise Unreadable(
            _("Word files cannot be read here: the extra “docx” of this application is not installed.")
        )
    # What the extra brings is looked for only where it is needed.
    from .word_file import entries

    return entries(content, language)

"""Files that the public sends: known by their bytes, never by what they are called."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext as _
from PIL import Image

MEGABYTE = 1024 * 1024
LARGEST = 10 * MEGABYTE
MOST_FILES = 5
LARGEST_UNPACKED = 100 * MEGABYTE
MOST_MEMBERS = 1_000
MOST_PIXELS = 40_000_000
LONGEST_NAME = 255


class NotTaken(ValueError):
    """A file that is not taken; the message is a sentence for whoever sent it."""


@dataclass(frozen=True)
class Kind:
    """A kind of file: what it is called, its endings, its type, and whether some bytes are one."""

    name: str
    endings: tuple[str, ...]
    content_type: str
    fits: Callable[[Any], bool]


def checked(file: Any) -> Kind:
    """Return what an uploaded file is. Raises :class:`NotTaken` for what is too large, broken or of another kind."""
    name = PurePath(file.name or "").name
    if file.size > LARGEST:
        raise NotTaken(_("%(name)s is larger than 10 MB.") % {"name": name})
    if file.size == 0:
        raise NotTaken(_("%(name)s is empty.") % {"name": name})
    ending = PurePath(name).suffix.lower()
    found = next((one for one in KINDS if ending in one.endings), None)
    if found is None or not _fits(found, file):
        raise NotTaken(_("%(name)s is not a PDF, ODT, DOCX, JPG or PNG file.") % {"name": name})
    return found


def _fits(kind: Kind, file: Any) -> bool:
    file.seek(0)
    try:
        return kind.fits(file)
    except Exception:
        # Readers of foreign files raise whatever their codecs do: zlib.error, LZMAError, struct.error,
        # RuntimeError for what is encrypted, DecompressionBombError. No list of them is ever complete.
        return False
    finally:
        file.seek(0)


def _is_pdf(file: Any) -> bool:
    # Readers look for the mark in the first kilobyte.
    return b"%PDF-" in file.read(1024)


def _is_picture(wanted: str) -> Callable[[Any], bool]:
    def fits(file: Any) -> bool:
        with warnings.catch_warnings():
            # Pillow warns of a bomb before it refuses one; our own limit is lower than both.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(file, formats=[wanted]) as picture:
                width, height = picture.size
                picture.verify()
        return width * height <= MOST_PIXELS

    return fits


def _is_packed(is_it: Callable[[zipfile.ZipFile], bool]) -> Callable[[Any], bool]:
    def fits(file: Any) -> bool:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS or sum(one.file_size for one in members) > LARGEST_UNPACKED:
                return False
            return is_it(archive)

    return fits


def _is_odt(archive: zipfile.ZipFile) -> bool:
    wanted = b"application/vnd.oasis.opendocument.text"
    return "mimetype" in archive.namelist() and archive.read("mimetype") == wanted


def _is_docx(archive: zipfile.ZipFile) -> bool:
    names = set(archive.namelist())
    # A document with macros says so by this member, whatever its ending.
    return {"[Content_Types].xml", "word/document.xml"} <= names and "word/vbaProject.bin" not in names


KINDS = [
    Kind("PDF", (".pdf",), "application/pdf", _is_pdf),
    Kind("ODT", (".odt",), "application/vnd.oasis.opendocument.text", _is_packed(_is_odt)),
    Kind(
        "DOCX",
        (".docx",),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _is_packed(_is_docx),
    ),
    Kind("JPG", (".jpg", ".jpeg"), "image/jpeg", _is_picture("JPEG")),
    Kind("PNG", (".png",), "image/png", _is_picture("PNG")),
]

"""Opening what Office programs pack, without letting it burst."""

from __future__ import annotations

import io
import zipfile
import zlib

from django.utils.translation import gettext as _

from ..intake.files import MEGABYTE, MOST_MEMBERS
from .problems import Unreadable

LARGEST_MEMBER = 30 * MEGABYTE
LARGEST_UNPACKED = 60 * MEGABYTE

DOCTYPES = [
    "<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
]
"""Office programs write none; whoever does wants to name things outside the file."""

BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError)
"""What Python raises over packed files that are cut, encrypted or packed in another way."""


def unpacked(content: bytes, needed: str) -> dict[str, bytes]:
    """Return the XML members of a packed document that has the member ``needed``. Raises :class:`Unreadable`."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _members(archive, needed)
    except Unreadable:
        raise
    except BROKEN as error:
        raise Unreadable(
            _("The file is damaged or protected by a password. Open it and save it again.")
        ) from error


def _members(archive: zipfile.ZipFile, needed: str) -> dict[str, bytes]:
    members = archive.infolist()
    if needed not in {one.filename for one in members}:
        raise Unreadable(_("The file holds something else than its name says. Open it and save it again."))
    # Reading stops at the declared size, so what is declared is what can come.
    sizes = [one.file_size for one in members]
    if len(members) > MOST_MEMBERS or sum(sizes) > LARGEST_UNPACKED or max(sizes) > LARGEST_MEMBER:
        raise Unreadable(_("The file is too large once it is unpacked. Leave out pictures, or split it."))
    found = {one.filename: archive.read(one) for one in members if one.filename.endswith((".xml", ".rels"))}
    if any(mark in content for content in found.values() for mark in DOCTYPES):
        raise Unreadable(
            _("The file names things outside itself, so it is not taken. Save it again in Office.")
        )
    return found

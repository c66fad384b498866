"""Giving somebody everything that is kept of them: data for a machine, a sheet to read, and the files."""

from __future__ import annotations

import json
import zipfile
from datetime import datetime
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone

from .places import Found, find_everywhere
from .sought import Sought

FORMAT = "kpss-person/1"
IN_MEMORY = 5_000_000
"""Bytes; a longer export waits on the disk, in a file without a name."""


def export_of(sought: Sought, now: datetime | None = None) -> Any:
    """Return an open ZIP file: ``data.json``, ``sheet.html`` and a folder of files."""
    moment = now or timezone.now()
    found = find_everywhere(sought)
    stream = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (the answer to the request closes it)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", as_json(sought, found, moment))
        archive.writestr("sheet.html", as_sheet(sought, found, moment))
        for one in found:
            _add_files(archive, one)
    stream.seek(0)
    return stream


def as_json(sought: Sought, found: list[Found], moment: datetime) -> str:
    """Everything as one object; ``places`` maps the name of a place to its rows."""
    data = {
        "format": FORMAT,
        "made_at": moment,
        "sought": {"email": sought.email, "name": sought.name},
        "places": {one.place.name: one.told() for one in found},
    }
    return json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def as_sheet(sought: Sought, found: list[Found], moment: datetime) -> str:
    """The same for reading, with what it is kept for."""
    return render_to_string(
        "kpss_workflows/people/sheet.html", {"sought": sought, "found": found, "moment": moment}
    )


def name_of_export(moment: datetime) -> str:
    """What the file is called. It names nobody: names of files are remembered by browsers and servers."""
    return f"kpss-{moment:%Y%m%d-%H%M}.zip"


def _add_files(archive: zipfile.ZipFile, found: Found) -> None:
    for row in found.rows if found.place.files else ():
        for name, file in found.place.files(row):
            # What the sender called the file may lead out of the folder.
            safe = PurePosixPath(name.replace("\\", "/")).name
            try:
                with file.open("rb") as stream:
                    archive.writestr(f"files/{safe}", stream.read())
            except FileNotFoundError:
                continue

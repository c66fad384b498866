"""Files of letters as town halls bring them: tables, and reviews written in Word."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from docx import Document
from docx.oxml import parse_xml
from openpyxl import Workbook

from tests.testapp.models import NoticePage
from workflows.actions.import_submissions import ImportSubmissions
from workflows.document import Part
from workflows.importing.fates import Plan, Usual
from workflows.importing.reading import read
from workflows.models import Consultation, Submission
from workflows.town_time import in_town

from .browser import form_data, signed_in

GOAL = "11111111-1111-4111-8111-111111111111"
MEASURE = "22222222-2222-4222-8222-222222222222"
TWIN = "33333333-3333-4333-8333-333333333333"
OTHER_TWIN = "44444444-4444-4444-8444-444444444444"

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEADER = ["Číslo dopisu", "Způsob", "Datum přijetí", "Jméno", "Část plánu", "Připomínka"]


def parts() -> list[Part]:
    """A goal with a measure, and two measures of one name."""
    measure = Part(MEASURE, "measure", "Opatření", "1.2", "Terénní péče", [])
    twins = [Part(pk, "measure", "Opatření", "", "Doprava", []) for pk in (TWIN, OTHER_TWIN)]
    return [Part(GOAL, "goal", "Cíl", "1", "Péče doma", [], [measure]), *twins]


def opened(hall: Any, monkeypatch: Any, days: int = 10) -> Any:
    """A consultation on a notice with parts, open since some days and for some days more."""
    monkeypatch.setattr(NoticePage, "get_document_parts", lambda page: parts())
    hall.until_open(opens_in=-1, closes_in=60 * 24 * days)
    Consultation.objects.update(opens_at=timezone.now() - timedelta(days=days))
    hall.consultation.refresh_from_db()
    return hall


def czech(days: int = 0) -> str:
    """A day as people write it, some days from today."""
    day = in_town(timezone.now() + timedelta(days=days))
    return f"{day.day}. {day.month}. {day.year}"


def a_row(text: str = "Prosím v úterý.", **changes: Any) -> list[Any]:
    """A row of the usual columns."""
    row = dict(zip(HEADER, ["", "listinně", czech(-1), "Jana Nováková", "", text], strict=True))
    names = dict(zip(["mark", "channel", "received", "name", "part", "text"], HEADER, strict=True))
    return list((row | {names[key]: value for key, value in changes.items()}).values())


def as_csv(*rows: Sequence[Any], encoding: str = "utf-8", separator: str = ";") -> bytes:
    """Rows as a file of values, the usual header first unless the first row is one."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator).writerows(with_header(rows))
    return stream.getvalue().encode(encoding)


def as_xlsx(*rows: Sequence[Any]) -> bytes:
    """Rows as a sheet."""
    book = Workbook()
    for row in with_header(rows):
        book.active.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_header(rows: Sequence[Sequence[Any]]) -> list[Sequence[Any]]:
    """Put the usual header above rows that are as wide as it is."""
    return [HEADER, *rows] if len(rows[0]) == len(HEADER) and rows[0] != HEADER else list(rows)


def saved(document: Any) -> bytes:
    """A Word document as bytes."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def a_document() -> Any:
    """An empty Word document."""
    return Document()


def tracked(paragraph: Any, kind: str, text: str, author: str = "Karel", date: str = "") -> None:
    """Put words into a paragraph that somebody inserted (``ins``) or deleted (``del``)."""
    when = date or f"{in_town(timezone.now() - timedelta(days=1)):%Y-%m-%dT%H:%M:%SZ}"
    tag = "delText" if kind == "del" else "t"
    paragraph._p.append(
        parse_xml(
            f'<w:{kind} xmlns:w="{W}" w:id="9" w:author="{author}" w:date="{when}"><w:r>'
            f'<w:{tag} xml:space="preserve">{text}</w:{tag}></w:r></w:{kind}>'
        )
    )


def changed_member(content: bytes, name: str, change: Any) -> bytes:
    """A packed file with one member changed, or added where ``change`` gets nothing."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", 8) as new:
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
        new.writestr(name, change(old.read(name) if name in old.namelist() else b""))
    return stream.getvalue()


def action(hall: Any, name: str, content: bytes, **kwargs: Any) -> ImportSubmissions:
    """The action over a file."""
    usual = Usual(kwargs.pop("channel", ""), kwargs.pop("received_at", None))
    reading = read(name, content, language="cs")
    user = kwargs.pop("by", hall.secretary)
    return ImportSubmissions(hall.consultation, reading, user=user, usual=usual, **kwargs)


def preview(hall: Any, name: str, content: bytes, **kwargs: Any) -> Plan:
    """The fates of a file's rows."""
    return action(hall, name, content, **kwargs).preview()


def load(hall: Any, name: str, content: bytes, **kwargs: Any) -> list[Submission]:
    """Enter a file."""
    return action(hall, name, content, **kwargs).execute()


def said(plan: Plan) -> list[str]:
    """Every mistake, as a person reads it."""
    return [str(one) for one in plan.problems]


def url_of(hall: Any) -> str:
    """Where files are brought."""
    return reverse("kpss_workflows_admin:import", args=[hall.consultation.pk])


def bring(hall: Any, name: str, content: bytes, *, by: Any = None, **typed: Any) -> Any:
    """Somebody brings a file in the admin; the answer is the preview, or what was wrong."""
    browser = signed_in(by or hall.secretary)
    data = form_data(browser.get(url_of(hall)), "channel") | typed
    data.pop("file", None)
    return browser.post(url_of(hall), data | {"file": SimpleUploadedFile(name, content)}, follow=True)

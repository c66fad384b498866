"""Files of the public: known by their bytes, kept apart, served to nobody."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from workflows.checks.files import drafts_do_not_leak
from workflows.intake import files
from workflows.intake.files import NotTaken, checked
from workflows.intake.sweeping import sweep_files
from workflows.models import Consultation, Submission, SubmissionFile
from workflows.storage import private_storage

from .browser import form_data, words
from .uploads import picture_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF"


def packed(members: dict[str, bytes]) -> bytes:
    """A packed file with these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


ODT = packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"})
DOCX = packed({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})


MACROS = packed({"[Content_Types].xml": b"", "word/document.xml": b"", "word/vbaProject.bin": b""})


def sent(name: str, content: bytes) -> SimpleUploadedFile:
    """A file as a browser sends it; what the browser says of its type counts for nothing."""
    return SimpleUploadedFile(name, content, "application/octet-stream")


def picture(name: str, kind: str, size: tuple[int, int] = (8, 8)) -> SimpleUploadedFile:
    """A picture of a kind under a name."""
    from PIL import Image

    stream = io.BytesIO()
    Image.new("RGB", size).save(stream, kind)
    return sent(name, stream.getvalue())


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        (lambda: sent("stanovisko.pdf", PDF), "PDF"),
        (lambda: sent("STANOVISKO.PDF", PDF), "PDF"),
        (lambda: sent("dopis.odt", ODT), "ODT"),
        (lambda: sent("dopis.docx", DOCX), "DOCX"),
        (lambda: picture("foto.jpg", "JPEG"), "JPG"),
        (lambda: picture("foto.jpeg", "JPEG"), "JPG"),
        (lambda: picture("mapa.png", "PNG"), "PNG"),
    ],
)
def test_taken_kinds_are_known_by_their_bytes(file, kind):
    assert checked(file()).name == kind


@pytest.mark.parametrize(
    "file",
    [
        lambda: sent("stanovisko.pdf", b"MZ\x90\x00 virus"),
        lambda: sent("dopis.docx", PDF),
        lambda: sent("dopis.docx", ODT),
        lambda: sent("dopis.odt", DOCX),
        lambda: sent("makro.docx", MACROS),
        lambda: sent("dopis.docx", b"PK\x03\x04 broken"),
        lambda: sent("foto.png", b"\x89PNG\r\n\x1a\n broken"),
        lambda: picture("foto.png", "JPEG"),
        lambda: picture("kresba.gif", "GIF"),
        lambda: sent("kresba.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        lambda: sent("stranka.html", b"<script>alert(1)</script>"),
        lambda: sent("pdf", PDF),
        lambda: sent("stanovisko.pdf.exe", PDF),
    ],
)
def test_what_is_something_else_is_refused_in_a_sentence(file):
    with pytest.raises(NotTaken, match="is not a PDF, ODT, DOCX, JPG or PNG"):
        checked(file())


def test_limits_are_told(monkeypatch):
    monkeypatch.setattr(files, "LARGEST", 10)
    with pytest.raises(NotTaken, match="larger than 10 MB"):
        checked(sent("velky.pdf", PDF))
    with pytest.raises(NotTaken, match="is empty"):
        checked(sent("prazdny.pdf", b""))


def test_bombs_are_refused(monkeypatch):
    monkeypatch.setattr(files, "LARGEST_UNPACKED", 1000)
    with pytest.raises(NotTaken):
        checked(sent("bomba.docx", packed({"[Content_Types].xml": b"0" * 2000, "word/document.xml": b""})))
    monkeypatch.setattr(files, "MOST_MEMBERS", 1)
    with pytest.raises(NotTaken):
        checked(sent("bomba.odt", ODT))
    monkeypatch.setattr(files, "MOST_PIXELS", 60)
    with pytest.raises(NotTaken):
        checked(picture("bomba.png", "PNG"))


def huge_picture() -> bytes:
    """A picture of a few bytes that says it is 30,000 by 30,000."""
    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    packed_chunks = (
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed_chunks)


def damaged_odt(method: int = zipfile.ZIP_STORED, *, is_encrypted: bool = False) -> bytes:
    """An ODT file whose first member cannot be read: encrypted, or damaged within its packing."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        archive.writestr("mimetype", b"application/vnd.oasis.opendocument.text")
    content = bytearray(stream.getvalue())
    if is_encrypted:
        content[6] |= 1
        content[content.index(b"PK\x01\x02") + 8] |= 1
    else:
        # LZMA begins with a header of four bytes, the others with a block.
        start = 30 + len("mimetype") + (4 if method == zipfile.ZIP_LZMA else 0)
        content[start : start + 26] = b"\xff" * 26
    return bytes(content)


HOSTILE = {
    "bomba.png": huge_picture,
    "zamcene.odt": lambda: damaged_odt(is_encrypted=True),
    "deflate.odt": lambda: damaged_odt(zipfile.ZIP_DEFLATED),
    "lzma.odt": lambda: damaged_odt(zipfile.ZIP_LZMA),
    "bzip2.odt": lambda: damaged_odt(zipfile.ZIP_BZIP2),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_at_the_form_and_nothing_falls(hall, client, name):
    hall.until_open()
    Consultation.objects.update(takes_files=True)
    response = send(client, hall, sent(name, HOSTILE[name]()))
    assert response.status_code == 422
    assert f"{name} is not a PDF" in words(response)
    assert "Viz příloha." in response.content.decode()


def url_of(hall) -> str:
    return reverse("kpss_workflows:comment", args=[hall.consultation.pk])


def send(client, hall, *sent_files):
    data = form_data(client.get(url_of(hall)), "r-0-text") | {"r-0-text": "Viz příloha."}
    data.pop("files", None)
    return client.post(url_of(hall), data | {"files": list(sent_files)})


def test_files_are_taken_only_where_the_consultation_allows_it(hall, client):
    hall.until_open()
    assert b'name="files"' not in client.get(url_of(hall)).content
    assert send(client, hall, sent("a.pdf", PDF)).status_code == 302
    assert not SubmissionFile.objects.exists()


def test_file_is_stored_apart_under_a_name_nobody_guesses(hall, client):
    hall.until_open()
    Consultation.objects.update(takes_files=True)
    response = send(client, hall, sent("../../etc/Stanovisko.pdf", PDF), sent("dopis.odt", ODT))
    assert response.status_code == 302
    first = SubmissionFile.objects.get(name="Stanovisko.pdf")
    assert (first.content_type, first.size) == ("application/pdf", len(PDF))
    assert "Stanovisko" not in first.file.name
    stored = Path(first.file.path)
    assert stored.is_relative_to(private_storage().location)
    assert not stored.is_relative_to(Path(django_settings.MEDIA_ROOT).resolve())
    assert "Stanovisko.pdf" in words(client.get(response.url))
    with pytest.raises(ValueError, match="not accessible via a URL"):
        first.file.url  # noqa: B018


def test_refused_file_costs_no_word(hall, client):
    hall.until_open()
    Consultation.objects.update(takes_files=True)
    response = send(client, hall, sent("virus.pdf", b"MZ"), sent("a.pdf", PDF))
    assert response.status_code == 422
    assert "virus.pdf is not a PDF" in words(response)
    assert "Viz příloha." in response.content.decode()
    assert not Submission.objects.exists()


def test_too_many_files_are_refused(hall, client):
    hall.until_open()
    Consultation.objects.update(takes_files=True)
    response = send(client, hall, *(sent(f"{number}.pdf", PDF) for number in range(6)))
    assert response.status_code == 422
    assert "At most 5 files" in words(response)


def test_same_form_with_the_same_file_is_one_letter(hall, client):
    hall.until_open()
    Consultation.objects.update(takes_files=True)
    data = form_data(client.get(url_of(hall)), "r-0-text") | {"r-0-text": "Viz příloha."}
    data.pop("files", None)
    for _click in range(2):
        client.post(url_of(hall), data | {"files": [sent("a.pdf", PDF)]})
    assert Submission.objects.count() == SubmissionFile.objects.count() == 1
    other = client.post(url_of(hall), data | {"files": [sent("a.pdf", PDF + b" ")]})
    assert other.status_code == 409


def test_picture_that_is_one_is_sent(hall, client):
    hall.until_open()
    Consultation.objects.update(takes_files=True)
    assert send(client, hall, sent("strom.png", picture_file("red").read())).status_code == 302


def test_file_whose_letter_was_undone_is_swept_away_and_no_other(hall, client):
    hall.until_open()
    Consultation.objects.update(takes_files=True)
    for name in ("prvni.pdf", "druhy.pdf"):
        send(client, hall, sent(name, PDF))
    kept, lost = (Path(one.file.path) for one in SubmissionFile.objects.order_by("pk"))
    SubmissionFile.objects.order_by("pk").last().delete()
    now = timezone.now()
    assert sweep_files(now) == 0
    assert sweep_files(now + timedelta(days=2)) == 1
    assert kept.exists()
    assert not lost.exists()
    assert sweep_files(now + timedelta(days=2)) == 0


def test_storage_inside_the_media_folder_is_an_error(settings):
    assert not [one for one in drafts_do_not_leak(None) if one.id == "kpss_workflows.E024"]
    inside = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": f"{settings.MEDIA_ROOT}/soukrome"},
    }
    settings.STORAGES = settings.STORAGES | {"kpss_private": inside}
    assert [one for one in drafts_do_not_leak(None) if one.id == "kpss_workflows.E024"]

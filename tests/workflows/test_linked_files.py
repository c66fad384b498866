"""What a text links to and what stands in it is read with it: it is in the fingerprint and is kept with a version."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse

from workflows.actions.base import Stale
from workflows.actions.transition import Seen
from workflows.bundles import bundle_fingerprint
from workflows.document import document_of
from workflows.file_hashes import sha256_of
from workflows.models import Snapshot, SnapshotItem
from workflows.reading.files import named_files
from workflows.standing import standing_of

from .browser import signed_in, words
from .story import make, open_for_comment, save, state_of
from .uploads import a_file, a_picture, linking_to, picture_file, showing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]


@pytest.fixture
def report(hall) -> Any:
    """An expert's report that the notice links to."""
    document = a_file()
    save(hall.page, by=hall.writer, body=linking_to(document))
    return document


@pytest.fixture
def picture(hall) -> Any:
    """A picture in the text of the notice."""
    image = a_picture()
    save(hall.page, by=hall.writer, body=showing(image))
    return image


def draft(hall) -> dict[str, Any]:
    """The document of the notice as last saved."""
    return document_of(hall.fresh().get_latest_revision_as_object())


def swap(row: Any, file: ContentFile) -> None:
    """Put another file in the place of the first."""
    row.file = file
    row.save()


def test_document_names_what_its_text_links_to(hall, report):
    (linked,) = draft(hall)["linked"]
    assert (linked["kind"], linked["value"]["id"]) == ("file", report.pk)
    assert linked["value"]["sha256"] == sha256_of(report)


def test_document_names_a_picture_in_its_text(hall, picture):
    (linked,) = draft(hall)["linked"]
    assert (linked["kind"], linked["value"]["id"]) == ("image", picture.pk)
    assert linked["value"]["sha256"] == sha256_of(picture)


def test_document_that_links_to_nothing_is_as_it_always_was(hall):
    save(hall.page, by=hall.writer, body='<p><a href="https://example.org/documents/1/x.pdf">Jinde</a></p>')
    assert "linked" not in draft(hall)
    assert "metadata" not in draft(hall)


def test_file_served_by_the_web_server_is_named_too(hall, report, settings):
    settings.WAGTAILDOCS_SERVE_METHOD = "direct"
    assert "/media/" in draft(hall)["fields"][0]["value"]
    assert draft(hall)["linked"][0]["value"]["sha256"] == sha256_of(report)


def test_internal_reading_knows_the_same_files(hall, report):
    assert named_files([draft(hall)]) == {str(report.pk): sha256_of(report)}


@pytest.mark.parametrize("kind", ["report", "picture"])
def test_file_swapped_after_reading_is_not_approved_unread(hall, kind, request):
    row = request.getfixturevalue(kind)
    make(hall.page, "submit", hall.writer)
    seen = Seen(standing_of(hall.fresh()).task_state.pk, bundle_fingerprint(hall.fresh()))
    swap(row, ContentFile(b"Cena 1.", "posudek.txt") if kind == "report" else picture_file("red"))
    with pytest.raises(Stale):
        make(hall.page, "approve", hall.mayor, seen=seen)
    assert state_of(hall.page) != "ready"


@pytest.mark.parametrize("kind", ["report", "picture"])
def test_file_of_a_version_is_neither_swapped_nor_deleted(hall, kind, request):
    row = request.getfixturevalue(kind)
    hall.until_open()
    assert SnapshotItem.objects.naming(sha256_of(row)).exists()
    with pytest.raises(PermissionDenied), transaction.atomic():
        row.delete()
    with pytest.raises(PermissionDenied):
        swap(row, picture_file("red"))


def test_file_an_open_version_links_to_is_served(hall, report, client):
    assert client.get(report.url).status_code == 404
    hall.until_ready()
    open_for_comment(hall.page, hall.secretary, opens_in=5)
    assert client.get(report.url).status_code == 404
    Snapshot.objects.update(public_from=Snapshot.objects.get().created_at)
    assert client.get(report.url).status_code == 200


def test_difference_tells_of_a_swapped_file_to_whoever_reads_drafts(hall, report, client):
    hall.until_settlement()
    old, other = sha256_of(report), a_file("Cena 1.")
    make(hall.page, "submit_to_assembly", hall.secretary)
    item = SnapshotItem.objects.get(snapshot__number=2)
    document = json.loads(item.text)
    document["linked"][0]["value"]["sha256"] = sha256_of(other)
    SnapshotItem.objects.filter(pk=item.pk).update(text=json.dumps(document))
    address = reverse("kpss_workflows_admin:difference", args=[hall.page.pk])
    shown = words(signed_in(hall.secretary).get(f"{address}?before=v1&after=v2"))
    assert "Linked file" in shown
    assert old[:12] in shown
    public = client.get(f"{hall.fresh().url}navrh/2/zmeny/")
    assert "Linked file" not in words(public)
    assert old[:12] not in words(public)

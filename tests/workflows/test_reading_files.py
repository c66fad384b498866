"""Annexes of an internal version are read below the personal link, and nowhere else."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from .browser import soup, words
from .reading_story import JANA, AskingHall, press
from .story import make, save

WORDS = b"Tajna priloha"


@pytest.fixture
def annex(db):
    """A document that only the draft links to."""
    return a_document("priloha.txt", WORDS)


@pytest.fixture
def hall(annex) -> AskingHall:
    """A draft that links to it, sent to Jana."""
    hall = AskingHall()
    save(hall.page, by=None, body=f'<p><a linktype="document" id="{annex.pk}">Příloha</a></p>')
    hall.invite(JANA)
    return hall


def a_document(name: str, content: bytes):
    return get_document_model().objects.create(title=name, file=ContentFile(content, name=name))


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def annex_link(client, hall) -> str:
    return soup(client.get(hall.link())).find("a", string="Příloha")["href"]


def test_annex_opens_from_the_link_and_not_by_its_own_address(hall, annex, client):
    link = annex_link(client, hall)
    assert link.startswith(hall.link())
    response = client.get(link)
    assert body(response) == WORDS
    assert "no-store" in response["Cache-Control"]
    assert "public" not in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert client.get(annex.url).status_code == 404


def test_annex_closes_with_the_link(hall, client):
    link = annex_link(client, hall)
    press(hall, hall.invitation(), "revoke")
    response = client.get(link)
    assert response.status_code == 404
    assert "This link opens nothing." in words(response)


def test_swapped_annex_is_not_served_as_the_one_that_was_sent(hall, annex, client):
    link = annex_link(client, hall)
    annex.file = ContentFile(b"Jina priloha", name="priloha.txt")
    annex.save()
    response = client.get(link)
    assert response.status_code == 404
    assert "has changed since" in words(response)
    assert b"Jina priloha" not in body(response)


def test_deleted_annex_is_told(hall, annex, client):
    link = annex_link(client, hall)
    annex.delete()
    assert "no longer here" in words(client.get(link))


@pytest.mark.parametrize("number", [0, 10**17, 10**40])
def test_other_files_are_not_reached_from_the_link(hall, client, number):
    other = a_document("jina.txt", b"Cizi")
    for pk in (other.pk, number):
        response = client.get(f"{hall.link()}soubor/{pk}/")
        assert response.status_code == 404
        assert b"Cizi" not in body(response)


def test_annex_linked_later_is_not_reached_from_an_earlier_link(hall, client):
    link = hall.link()
    later = a_document("pozdejsi.txt", b"Pozdejsi")
    save(hall.page, by=None, body=f'<p><a linktype="document" id="{later.pk}">Příloha</a></p>')
    assert client.get(f"{link}soubor/{later.pk}/").status_code == 404


def test_file_kept_private_stays_private(hall, annex, client):
    secret = Collection.get_first_root_node().add_child(name="Soukromé")
    CollectionViewRestriction.objects.create(collection=secret, restriction_type="login")
    annex.collection = secret
    annex.save()
    response = client.get(annex_link(client, hall))
    assert response.status_code == 404
    assert "kept private" in words(response)


def test_file_cannot_be_asked_for_by_posting(hall, client):
    assert client.post(annex_link(client, hall)).status_code == 405


def test_annex_of_a_draft_is_open_to_its_readers_only_while_it_is_one(hall, annex, client):
    link = annex_link(client, hall)
    make(hall.page, "approve", hall.mayor)
    assert body(client.get(link)) == WORDS
    assert client.get(annex.url).status_code == 404

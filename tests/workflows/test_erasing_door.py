"""The page on which a personal detail is erased from a frozen version: who comes in, what it shows, what it keeps."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from workflows.actions.base import Refused
from workflows.actions.erase_from_version import EraseFromVersion
from workflows.erasure.phrases import Phrases
from workflows.models import FormKey, Snapshot, VersionErasure

from .browser import administrator, form_data, signed_in, words
from .story import save
from .uploads import a_file, linking_to

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]

NAME = "Jana Kanárková"


@pytest.fixture
def frozen(hall):
    """A draft that names somebody, put before the public."""
    save(hall.page, by=hall.writer, body=f"<p>Kontakt: {NAME}.</p>")
    return hall.until_open()


def door() -> str:
    """Where the version is erased from."""
    return reverse("kpss_workflows_admin:erase_from_version", args=[Snapshot.objects.get().pk])


def typed(browser, deed: str, **values) -> dict:
    """What the form on the page sends."""
    prefix = "file" if deed == "file" else "words"
    data = form_data(browser.get(door()), f"{prefix}-reason") | {"deed": deed}
    return data | {f"{prefix}-{name}": value for name, value in values.items()}


def test_looking_counts_and_erases_nothing(frozen):
    browser = signed_in(frozen.secretary)
    text = words(browser.post(door(), typed(browser, "look", phrases=NAME)))
    assert "Version 1: Ořez stromů: 1×" in text
    assert "Saved drafts" in text
    assert not VersionErasure.objects.exists()
    assert "stand nowhere" in words(browser.post(door(), typed(browser, "look", phrases="Nikdo")))


def test_words_are_erased_once_however_often_the_button_is_pressed(frozen, client):
    browser = signed_in(frozen.secretary)
    data = typed(browser, "words", phrases=NAME, reason="Souhlas skončil.")
    assert [browser.post(door(), data).status_code for _click in range(2)] == [302, 302]
    assert VersionErasure.objects.count() == 1
    assert NAME not in client.get("/orez/").content.decode()
    assert NAME not in repr(list(FormKey.objects.values()))
    assert "Erased so far" in words(browser.get(door()))


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"phrases": "", "reason": "Souhlas."}, 422),
        ({"phrases": NAME, "reason": ""}, 422),
        ({"phrases": NAME, "reason": f"Vzala si to zpět {NAME}."}, 422),
        ({"phrases": "Nikdo Takový", "reason": "Souhlas."}, 422),
    ],
)
def test_refusal_keeps_what_was_typed(frozen, values, status):
    browser = signed_in(frozen.secretary)
    response = browser.post(door(), typed(browser, "words", **values))
    assert response.status_code == status
    assert values["phrases"] in response.content.decode()
    assert not VersionErasure.objects.exists()


def test_file_is_replaced_by_another(hall, client):
    file = a_file()
    save(hall.page, by=hall.writer, body=linking_to(file))
    hall.until_open()
    browser = signed_in(administrator())
    data = typed(browser, "file", reason="Zdravotní údaje.", file=str(file.pk))
    response = browser.post(door(), data | {"file-replacement": ContentFile("Bez jmen.", "bez-jmen.txt")})
    assert response.status_code == 302
    file.refresh_from_db()
    assert file.file.read() == b"Bez jmen."
    assert "bez-jmen" in client.get("/orez/").content.decode()


def test_door_is_shut_to_everybody_else(frozen, client):
    for user in (frozen.writer, frozen.mayor):
        browser = signed_in(user)
        assert browser.get(door()).status_code in (302, 403)
        data = {"deed": "words", "words-phrases": NAME, "words-reason": "x"}
        assert browser.post(door(), data).status_code in (302, 403)
    assert client.get(door()).status_code == 302
    assert not VersionErasure.objects.exists()


def test_process_page_leads_there_for_those_who_may(frozen):
    process = reverse("kpss_workflows_admin:process", args=[frozen.page.pk])
    assert door() in signed_in(frozen.secretary).get(process).content.decode()
    assert door() not in signed_in(frozen.mayor).get(process).content.decode()


@pytest.mark.parametrize(
    ("phrase", "text", "cleared"),
    [
        ("Jana Malá", "Paní Jana\u00a0Malá píše", "Paní X píše"),
        ("Jana Malá", "<p>Jana&nbsp;Malá</p>", "<p>X</p>"),
        ("A & B", "<p>A &amp; B</p>", "<p>X</p>"),
        ("Malá", '[{"value": "Mal\\u00e1", "id": "Malá"}]', '[{"value": "X", "id": "Mal\\u00e1"}]'),
        ("Malá", "[není JSON Malá", "[není JSON X"),
        ("a.c", "abc", "abc"),
        ("\\1", "(\\1)", "(X)"),
    ],
)
def test_words_are_found_as_people_type_them(phrase, text, cleared):
    assert Phrases([phrase], "X").out_of(text) == cleared


def test_words_that_formatting_interrupts_are_refused_as_a_whole(hall):
    save(hall.page, by=hall.writer, body=f"<p>{NAME} a <b>Jana</b> Kanárková.</p>")
    hall.until_open()
    with pytest.raises(Refused, match="interrupted by formatting"):
        EraseFromVersion(
            Snapshot.objects.get(), phrases=[NAME], reason="Souhlas.", user=hall.secretary
        ).execute()
    assert not VersionErasure.objects.exists()
    assert NAME in hall.fresh().get_latest_revision_as_object().body

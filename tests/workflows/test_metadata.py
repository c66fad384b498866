"""Words for search engines are published with a page, so they are decided with it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from workflows.document import document_of

from .browser import form_data, signed_in, words
from .story import decide, make, save, state_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]

UNREAD = {"seo_title": "Jiný titulek", "search_description": "Kupte můj les.", "show_in_menus": True}


@pytest.mark.parametrize("name", UNREAD)
def test_metadata_saved_after_reading_are_not_decided_unread(hall, name):
    browser = signed_in(hall.writer)
    address = reverse("kpss_workflows_admin:transition", args=[hall.page.pk, "submit"])
    data = form_data(browser.get(address), "fingerprint")
    save(hall.page, by=hall.writer, **{name: UNREAD[name]})
    assert browser.post(address, data).status_code == 409
    assert state_of(hall.page) == "draft"


def test_document_holds_metadata_that_somebody_set(hall):
    save(hall.page, by=hall.writer, **UNREAD)
    document = document_of(hall.fresh().get_latest_revision_as_object())
    assert {one["name"] for one in document["metadata"]} == set(UNREAD)


def test_page_type_that_is_usually_in_menus_tells_when_it_is_not(hall, monkeypatch):
    monkeypatch.setattr(type(hall.page), "show_in_menus_default", True)
    (told,) = document_of(hall.fresh())["metadata"]
    assert told["name"] == "show_in_menus"


def test_metadata_of_any_governed_page_are_in_its_document(db):
    from .gazette import Gazette

    gazette = Gazette()
    save(gazette.issue, by=gazette.author, search_description="Kupte můj les.")
    document = document_of(gazette.fresh().get_latest_revision_as_object())
    assert document["metadata"][0]["value"] == "Kupte můj les."


def test_difference_shows_metadata_with_plain_labels(hall):
    hall.until_assembly()
    decide(hall.page, hall.secretary)
    make(hall.page, "start_again", hall.secretary)
    save(hall.page, by=hall.writer, **UNREAD)
    address = reverse("kpss_workflows_admin:difference", args=[hall.page.pk])
    shown = words(signed_in(hall.secretary).get(address))
    for label in ("Title for search engines", "Description for search engines", "Shown in menus"):
        assert label in shown
    assert "Kupte můj les." in shown

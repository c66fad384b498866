"""A page above a frozen version keeps its slug, and whoever typed another one loses no other word."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Page

from tests.testapp.models import OrdinaryPage

from .browser import administrator, editor_data, signed_in
from .gazette import host_person
from .story import home

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]

VERSION = "/urad/orez/navrh/1/"


@pytest.fixture
def section(hall) -> OrdinaryPage:
    """A live section of the host with the notice in it."""
    section = home().add_child(instance=OrdinaryPage(title="Úřad", slug="urad"))
    hall.fresh().move(section, pos="last-child")
    return OrdinaryPage.objects.get(pk=section.pk)


@pytest.fixture
def editor(db) -> Any:
    """Somebody of the host who edits and publishes."""
    return signed_in(host_person("editor", "add", "change", "publish"))


def edit(browser: Any, page: Any, **sent: Any) -> list[str]:
    """Save in the editor; returns what was said."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = browser.post(url, editor_data(**sent), follow=True)
    return [str(one) for one in response.context["messages"]]


def test_published_words_are_taken_and_the_address_stays(hall, section, editor, client):
    hall.until_open()
    told = edit(editor, section, title="Městský úřad", slug="jinak", **{"action-publish": "1"})
    assert any("The address stays “urad”" in sentence for sentence in told)
    section.refresh_from_db()
    assert (section.title, section.slug, section.url_path) == ("Městský úřad", "urad", "/home/urad/")
    assert client.get(VERSION).status_code == 200


def test_draft_keeps_the_address_too(hall, section, editor):
    hall.until_open()
    assert any("stays" in sentence for sentence in edit(editor, section, title="Radnice", slug="jinak"))
    draft = OrdinaryPage.objects.get(pk=section.pk).get_latest_revision_as_object()
    assert (draft.title, draft.slug) == ("Radnice", "urad")


def test_older_draft_with_another_address_is_published_at_the_promised_one(hall, section, client):
    section.slug = "jinak"
    revision = section.save_revision()
    hall.until_open()
    revision.publish(user=administrator())
    assert Page.objects.get(pk=section.pk).slug == "urad"
    assert hall.fresh().url_path == "/home/urad/orez/"
    assert client.get(VERSION).status_code == 200


def test_address_is_free_while_nothing_below_was_frozen(hall, section, editor):
    told = edit(editor, section, title="Úřad", slug="jinak", **{"action-publish": "1"})
    assert not any("stays" in sentence for sentence in told)
    assert hall.fresh().url_path == "/home/jinak/orez/"


def test_first_page_of_a_site_is_in_no_address(hall):
    hall.until_open()
    page = home()
    page.slug = "uvod"
    page.save()
    assert hall.fresh().url_path == "/uvod/orez/"


def test_frozen_page_itself_says_it_in_its_form(hall):
    hall.until_settlement()
    url = reverse("wagtailadmin_pages:edit", args=[hall.page.pk])
    response = signed_in(hall.writer).post(url, editor_data(slug="jinak"))
    assert "slug" in response.context["form"].errors

"""A form that comes back says what is wrong where it can be mended, and loses nothing without a word."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone, translation

from workflows.forms.typed_text import grouped
from workflows.models import Comment, Consultation, Submission, SubmissionFile, Subscription

from .browser import form_data, soup, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]

AGAIN = "Choose the files again; a browser does not keep them."
WRONG = {"email": "to není e-mail"}


def url_of(hall) -> str:
    return reverse("kpss_workflows:comment", args=[hall.consultation.pk])


def a_pdf(name: str = "a.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.7\n%%EOF", "application/pdf")


def again(response, **typed) -> dict:
    """What stands in the form, as a browser sends it: no file is in it."""
    data = form_data(response, "r-0-text") | typed
    data.pop("files", None)
    return data


@pytest.fixture
def town(hall):
    """An open consultation that takes files."""
    hall.until_open()
    Consultation.objects.update(takes_files=True)
    return hall


@pytest.fixture
def returned(town, client):
    """The form that came back for a wrong address, after a file had been chosen."""
    data = again(client.get(url_of(town)), **{"r-0-text": "Viz příloha."} | WRONG)
    return client.post(url_of(town), data | {"files": [a_pdf()]})


# Files that a browser forgot


def test_lost_files_are_told_at_the_field_and_in_the_summary(returned):
    assert returned.status_code == 422
    page = soup(returned)
    assert AGAIN in page.find(role="alert").find("a", href="#id_files").get_text()
    assert AGAIN in page.find(id="id_files_error").get_text()
    assert page.find("input", id="id_files").find_parent("details").has_attr("open")


def test_submission_is_not_sent_without_the_files_that_were_chosen(town, client, returned):
    for _press in range(2):
        returned = client.post(url_of(town), again(returned, email=""))
        assert returned.status_code == 422
        assert AGAIN in words(returned)
        assert "Viz příloha." in returned.content.decode()
    assert not Submission.objects.exists()


def test_files_chosen_again_are_sent(town, client, returned):
    sent = client.post(url_of(town), again(returned, email="") | {"files": [a_pdf("b.pdf")]})
    assert sent.status_code == 302
    assert SubmissionFile.objects.get().name == "b.pdf"
    assert "b.pdf" in words(client.get(sent.url))


def test_files_may_be_left_out_expressly(town, client, returned):
    sent = client.post(url_of(town), again(returned, email="", without_files="on"))
    assert sent.status_code == 302
    assert not SubmissionFile.objects.exists()


def test_files_lost_by_adding_a_comment_are_told(town, client):
    data = again(client.get(url_of(town)), **{"r-0-text": "Viz příloha."})
    more = client.post(url_of(town), data | {"add": "1", "files": [a_pdf()]})
    assert more.status_code == 200
    assert AGAIN in words(more)
    assert client.post(url_of(town), again(more)).status_code == 422


def test_who_chose_no_files_is_not_asked_for_any(town, client):
    data = again(client.get(url_of(town)), **{"r-0-text": "Beze všeho."} | WRONG)
    response = client.post(url_of(town), data)
    assert AGAIN not in words(response)
    assert not soup(response).find(attrs={"name": "without_files"})
    assert client.post(url_of(town), again(response, email="")).status_code == 302


def test_wrong_file_stands_in_the_summary(town, client):
    data = again(client.get(url_of(town)), **{"r-0-text": "Viz příloha."})
    wrong = SimpleUploadedFile("virus.pdf", b"MZ", "application/pdf")
    links = soup(client.post(url_of(town), data | {"files": [wrong]})).find(role="alert").find_all("a")
    assert "virus.pdf is not a PDF" in links[0].get_text()
    assert links[0]["href"] == "#id_files"


# What nobody sees


def test_haste_is_told_without_a_label_and_a_link_and_only_by_itself(town, client, settings):
    settings.KPSS_QUICKEST_SECONDS = 3
    data = again(client.get(url_of(town)), **{"r-0-text": "Prosím."})
    alone = soup(client.post(url_of(town), data)).find(role="alert")
    assert "very quickly" in alone.get_text()
    assert "Drawn" not in alone.get_text()
    assert not alone.find("a")
    for wrong in (WRONG, {"r-0-text": " "}):
        beside = soup(client.post(url_of(town), data | wrong)).find(role="alert")
        assert "very quickly" not in beside.get_text()
        assert beside.find("a")
    assert not Submission.objects.exists()


def test_haste_at_the_form_for_news_is_told_the_same_way(town, client, settings):
    settings.KPSS_QUICKEST_SECONDS = 3
    address = reverse("kpss_workflows:subscribe", args=[town.page.pk])
    data = form_data(client.get(address), "email")
    alone = soup(client.post(address, data | {"email": "jana@example.cz"})).find(role="alert")
    assert "very quickly" in alone.get_text()
    assert not alone.find("a")
    beside = soup(client.post(address, data | {"email": "nic"})).find(role="alert")
    assert "very quickly" not in beside.get_text()
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        assert client.post(address, data | {"email": "jana@example.cz"}).status_code == 302
    assert Subscription.objects.exists()


def test_trap_that_a_browser_filled_in_is_shown_and_may_be_emptied(town, client):
    data = again(client.get(url_of(town)), **{"r-0-text": "Prosím.", "website": "https://moje.example"})
    response = client.post(url_of(town), data)
    page = soup(response)
    field = page.find(attrs={"name": "website"})
    assert not field.find_parent(attrs={"aria-hidden": "true"})
    assert not field.has_attr("tabindex")
    assert page.find("label", attrs={"for": field["id"]})
    assert page.find(role="alert").find("a", href=f"#{field['id']}")
    assert client.post(url_of(town), again(response, website="")).status_code == 302


def test_damaged_key_links_to_nothing_that_is_hidden(town, client):
    data = again(client.get(url_of(town)), **{"r-0-text": "Prosím.", "key": "nic"})
    alert = soup(client.post(url_of(town), data)).find(role="alert")
    assert "The form was damaged" in alert.get_text()
    assert not alert.find("a")


# Long texts


def test_browser_cuts_nothing_off_and_the_limit_is_told(town, client):
    page = soup(client.get(url_of(town)))
    for name, most in (("text", "20,000"), ("quote", "2,000"), ("proposed", "20,000")):
        assert not page.find(id=f"id_r-0-{name}").has_attr("maxlength")
        assert f"At most {most} characters." in page.find(id=f"id_r-0-{name}_helptext").get_text()


def test_too_long_a_text_is_refused_with_its_length_and_stays_whole(town, client):
    text = "x" * 20_001
    response = client.post(url_of(town), again(client.get(url_of(town)), **{"r-0-text": text}))
    assert response.status_code == 422
    assert "20,001 characters and at most 20,000 fit" in words(response)
    assert form_data(response, "r-0-text")["r-0-text"] == text
    assert not Comment.objects.exists()


def test_numbers_are_grouped_as_the_language_does():
    with translation.override("cs"):
        assert grouped(20_000) == "20\N{NO-BREAK SPACE}000"

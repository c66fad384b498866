"""What nobody sends by hand: forged fields, broken counts, hostile words; and the cost of many comments."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from workflows.models import Comment, FormKey, Submission, SubmitterIdentity

from .browser import form_data, soup, words
from .story import comment_on, end_consultation, make, release, settle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>{{ 7|add:7 }}{% now 'Y' %}"


def url_of(hall) -> str:
    return reverse("kpss_workflows:comment", args=[hall.consultation.pk])


def a_letter(**typed) -> dict:
    """What the form sends, without having been fetched."""
    return {
        "key": str(uuid.uuid4()),
        "r-TOTAL_FORMS": "1",
        "r-INITIAL_FORMS": "0",
        "r-0-text": "Prosím.",
        "r-0-part": "",
    } | typed


@pytest.mark.parametrize(
    "forged",
    [
        {"r-0-part": "8bd6f367-012a-4737-9a42-363e69e54e01"},
        {"r-0-part": "\x00"},
        {"key": ""},
        {"key": "nic"},
        {"key": "\x00"},
        {"email": "to není e-mail"},
        {"email": "a" * 250 + "@example.cz"},
        {"email": "a@b.cz\nBcc: c@d.cz"},
        {"role": "starosta všeho"},
        {"name": "J" * 201},
        {"name": "Jan\x00a"},
        {"organisation": "O" * 201},
        {"r-0-text": "x" * 30_000},
    ],
    ids=lambda forged: f"{next(iter(forged))}-{next(iter(forged.values()))[:12]!r}",
)
def test_forged_field_is_refused_and_the_text_is_kept(client, hall, forged):
    hall.until_open()
    sent = a_letter(**forged)
    response = client.post(url_of(hall), sent)
    assert response.status_code == 422
    assert soup(response).find(role="alert").find("li")
    assert form_data(response, "r-0-text")["r-0-text"] == sent["r-0-text"]
    assert not Submission.objects.exists()
    assert not FormKey.objects.exists()


def test_damaged_key_is_replaced_so_that_the_next_press_sends(client, hall):
    hall.until_open()
    again = form_data(client.post(url_of(hall), a_letter(key="nic")), "r-0-text")
    assert client.post(url_of(hall), again).status_code == 302


@pytest.mark.parametrize("total", ["", "0", "-1", "tři", "1e3", "9" * 5000, "1000000", "²", "٣", "1\x00"])
def test_forged_count_of_comments_is_repaired(client, hall, total):
    hall.until_open()
    assert client.post(url_of(hall), a_letter(**{"r-TOTAL_FORMS": total})).status_code == 302
    assert Comment.objects.get().text == "Prosím."


def test_form_without_its_hidden_fields_is_no_error(client, hall):
    hall.until_open()
    for sent in ({}, {"r-0-text": "Prosím."}, {"add": "1"}, {"send": "1", "r-INITIAL_FORMS": "40"}):
        assert client.post(url_of(hall), sent).status_code in (200, 422)
    assert client.post(url_of(hall), "[1, 2]", content_type="application/json").status_code == 422
    assert (
        client.post(url_of(hall), b"\xff\xfe\x00", content_type="application/octet-stream").status_code == 422
    )


def test_strange_encodings_are_no_error(client, hall):
    hall.until_open()
    kind = "application/x-www-form-urlencoded"
    body = f"key={uuid.uuid4()}&r-TOTAL_FORMS=1&r-0-text=%FF%FEahoj%ED%A0%80&r-0-part="
    assert client.post(url_of(hall), body, content_type=kind).status_code == 302
    assert "ahoj" in Comment.objects.get().text
    for charset in ("utf-16", "nic", "koi8-r"):
        response = client.generic(
            "POST", url_of(hall), body.encode(), content_type=f"{kind}; charset={charset}"
        )
        assert response.status_code < 500


def test_unseen_characters_are_left_out(client, hall):
    hall.until_open()
    assert client.post(url_of(hall), a_letter(**{"r-0-text": "Pro\x00sím."})).status_code == 302
    assert Comment.objects.get().text == "Prosím."


def test_longest_text_fits_however_its_lines_end(client, hall):
    hall.until_open()
    text = "\n".join(["x" * 199] * 100)
    assert len(text) == 19_999
    assert client.post(url_of(hall), a_letter(**{"r-0-text": text.replace("\n", "\r\n")})).status_code == 302
    assert Comment.objects.get().text == text


def test_other_scripts_and_signs_are_kept(client, hall):
    hall.until_open()
    text = "Žluťoučký кінь 👩‍🦽 \u202eobráceně"
    client.post(url_of(hall), a_letter(**{"r-0-text": text}))
    assert Comment.objects.get().text == text


def test_hostile_words_stay_words_wherever_they_are_read(client, hall):
    hall.until_open()
    wrong = client.post(url_of(hall), a_letter(**{"r-0-text": SCRIPT, "email": SCRIPT, "name": SCRIPT}))
    assert "<script>alert" not in wrong.content.decode()
    sent = client.post(url_of(hall), a_letter(**{"r-0-text": SCRIPT, "name": SCRIPT}))
    release(Comment.objects.get(), hall.secretary)
    for address in (sent.url, "/orez/navrh/1/pripominky/"):
        response = client.get(address)
        assert not soup(response).find_all("script", string=lambda text: text and "alert(1)" in text)
        assert not soup(response).find_all("img", onerror=True)
        assert SCRIPT in words(response)
    assert SubmitterIdentity.objects.get().name == SCRIPT


def test_form_needs_no_cookie_and_sets_none(hall):
    from django.test import Client

    hall.until_open()
    strict = Client(enforce_csrf_checks=True)
    assert not strict.get(url_of(hall)).cookies
    assert strict.post(url_of(hall), a_letter()).status_code == 302


# Many comments


def queries(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def many(hall, count: int) -> None:
    for number in range(count):
        comment = comment_on(hall.consultation, f"Text {number}.")
        release(comment, hall.secretary)


def test_cost_of_reading_does_not_grow_with_comments(client, hall):
    hall.until_open()
    doors = ["/orez/", "/orez/navrh/1/", "/orez/navrh/1/pripominky/", url_of(hall)]
    many(hall, 2)
    before = [queries(client, door) for door in doors]
    many(hall, 12)
    assert [queries(client, door) for door in doors] == before
    assert max(before) <= 20


def test_cost_of_settled_comments_does_not_grow(client, hall):
    hall.until_open()
    many(hall, 2)
    end_consultation(hall.consultation)
    make(hall.page, "close", hall.secretary)
    for comment in Comment.objects.all():
        settle(comment, hall.secretary)
    make(hall.page, "publish_settlements", hall.secretary)
    few = queries(client, "/orez/navrh/1/pripominky/")
    assert few <= 21


def test_cost_of_sending_does_not_grow_with_the_letter(client, hall):
    hall.until_open()

    def cost(count: int) -> int:
        texts = {f"r-{number}-text": "Text." for number in range(count)}
        with CaptureQueriesContext(connection) as seen:
            client.post(url_of(hall), a_letter(**texts) | {"r-TOTAL_FORMS": str(count)})
        return len(seen)

    cost(1)
    assert cost(2) == cost(40)


def test_long_register_is_paged_and_forgives_wrong_pages(client, hall):
    hall.until_open()
    comment = comment_on(hall.consultation, "Text 0.")
    copies = [
        Comment(
            submission=comment.submission,
            number=number,
            text=f"Text {number}.",
            status="released",
        )
        for number in range(2, 54)
    ]
    Comment.objects.bulk_create(copies)
    address = "/orez/navrh/1/pripominky/"
    assert "Text 51." in words(client.get(address))
    assert "Text 52." in words(client.get(f"{address}?p=2"))
    for page in ("0", "-1", "99", "x", "\x00", "9" * 50):
        assert client.get(address, {"p": page, "cast": page}).status_code == 200

"""A citizen comments without an account and without JavaScript, and loses nothing that was typed."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from workflows.document import Part
from workflows.models import Comment, Consultation, Submission, SubmitterIdentity
from workflows.registry import commenter_roles, register_commenter_roles

from .browser import form_data, soup, words
from .story import comment_on, end_consultation, make, release, save

GOAL, MEASURE = str(uuid.uuid4()), str(uuid.uuid4())


@pytest.fixture
def town(hall, monkeypatch):
    """An open consultation on a draft with a goal and a measure in it."""
    from tests.testapp.models import NoticePage

    measure = Part(MEASURE, "measure", "Opatření", "1.1", "Terénní péče")
    goal = Part(GOAL, "goal", "Cíl", "1", "Péče doma", parts=[measure])
    monkeypatch.setattr(NoticePage, "get_document_parts", lambda self: [goal])
    before = commenter_roles()
    register_commenter_roles([("user", "uživatel služby"), ("provider", "poskytovatel")])
    yield hall.until_open()
    register_commenter_roles(before)


def url_of(town) -> str:
    return reverse("kpss_workflows:comment", args=[town.consultation.pk])


def filled(client, town, **typed) -> dict:
    """The empty form with something typed in."""
    return form_data(client.get(url_of(town)), "r-0-text") | typed


def send(client, town, **typed):
    return client.post(url_of(town), filled(client, town, **typed))


def test_only_the_text_is_needed(client, town):
    response = send(client, town, **{"r-0-text": "Prosím v úterý."})
    assert response.status_code == 302
    receipt = client.get(response.url)
    assert "1-0001" in words(receipt)
    assert "Prosím v úterý." in words(receipt)
    comment = Comment.objects.get()
    assert (comment.text, comment.part_id, comment.status) == ("Prosím v úterý.", "", "received")


def test_reader_comes_from_a_part_and_comments_on_it(client, town):
    page = soup(client.get("/orez/"))
    link = page.find("a", href=lambda href: href and f"cast={MEASURE}" in href and "pripominka" in href)
    data = form_data(client.get(link["href"]), "r-0-text")
    assert data["r-0-part"] == MEASURE
    client.post(url_of(town), data | {"r-0-text": "Málo peněz."})
    comment = Comment.objects.get()
    assert comment.part_label == "Opatření 1.1 Terénní péče"
    assert comment.page_id == town.page.pk


@pytest.mark.parametrize(
    "cast", ["nic", "\x00", "<script>", GOAL * 100, "8bd6f367-012a-4737-9a42-363e69e54e01"]
)
def test_unknown_part_in_the_address_means_the_whole_document(client, town, cast):
    response = client.get(url_of(town), {"cast": cast})
    assert response.status_code == 200
    assert form_data(response, "r-0-text")["r-0-part"] == ""


def test_one_letter_may_hold_more_comments_under_one_number(client, town):
    data = filled(client, town, **{"r-0-text": "První.", "r-0-part": GOAL, "email": "jana@example.cz"})
    more = client.post(url_of(town), data | {"add": "1"})
    assert more.status_code == 200
    assert not Submission.objects.exists()
    kept = form_data(more, "r-0-text")
    assert (kept["r-0-text"], kept["r-0-part"], kept["email"]) == ("První.", GOAL, "jana@example.cz")
    client.post(url_of(town), kept | {"r-1-text": "Druhá.", "r-1-part": MEASURE, "send": "1"})
    assert [str(comment) for comment in Comment.objects.all()] == ["1-0001/1", "1-0001/2"]
    assert SubmitterIdentity.objects.get().email == "jana@example.cz"


def test_comments_left_empty_do_not_count(client, town):
    data = filled(client, town, **{"r-0-text": "  ", "r-1-text": "Druhá.", "r-TOTAL_FORMS": "3"})
    assert client.post(url_of(town), data).status_code == 302
    assert Comment.objects.get().text == "Druhá."


def test_nothing_written_is_said_beside_the_field(client, town):
    response = send(client, town, **{"r-0-text": " \r\n ", "name": "Jana"})
    assert response.status_code == 422
    assert soup(response).find(role="alert").find("a", href="#id_r-0-text")
    assert form_data(response, "r-0-text")["name"] == "Jana"
    assert soup(response).find("title").get_text().startswith(("Error:", "Chyba:"))


def test_adding_stops_at_fifty_and_keeps_everything(client, town):
    texts = {f"r-{number}-text": f"Text {number}." for number in range(50)}
    data = filled(client, town, **texts) | {"r-TOTAL_FORMS": "50"}
    for _click in range(2):
        data = form_data(client.post(url_of(town), data | {"add": "1"}), "r-0-text")
        assert data["r-49-text"] == "Text 49."
    assert client.post(url_of(town), data).status_code == 302
    assert Comment.objects.count() == 50


def test_double_click_gives_the_same_receipt(client, town):
    data = filled(client, town, **{"r-0-text": "Jednou."})
    first, second = (client.post(url_of(town), data) for _click in range(2))
    assert first.url == second.url
    assert Submission.objects.count() == 1


def test_second_click_after_the_closing_second_still_gives_the_receipt(client, town):
    data = filled(client, town, **{"r-0-text": "Jednou."})
    first = client.post(url_of(town), data)
    end_consultation(town.consultation)
    assert client.post(url_of(town), data).url == first.url


def test_who_went_back_and_wrote_something_else_may_send_it_too(client, town):
    data = filled(client, town, **{"r-0-text": "Nejdřív."})
    first = client.post(url_of(town), data)
    response = client.post(url_of(town), data | {"r-0-text": "Potom."})
    assert response.status_code == 409
    assert first.url in response.content.decode()
    again = form_data(response, "r-0-text")
    assert again["r-0-text"] == "Potom."
    assert client.post(url_of(town), again).url != first.url
    assert [comment.text for comment in Comment.objects.all()] == ["Nejdřív.", "Potom."]


def test_closing_second_leaves_the_text_on_the_screen(client, town):
    Consultation.objects.update(takes_late=False)
    data = filled(client, town, **{"r-0-text": "Nestihl jsem to.", "name": "Jan"})
    end_consultation(town.consultation)
    response = client.post(url_of(town), data)
    assert response.status_code == 409
    assert form_data(response, "r-0-text")["r-0-text"] == "Nestihl jsem to."
    assert "Radnice, dveře 5" in words(response)
    assert not Submission.objects.exists()
    assert client.get(url_of(town)).status_code == 200
    assert not soup(client.get(url_of(town))).find("button", attrs={"name": "send"})


def test_withdrawal_leaves_the_text_on_the_screen_and_shows_nothing_of_the_draft(client, town):
    data = filled(client, town, **{"r-0-text": "Psal jsem dlouho.", "r-0-part": MEASURE})
    make(town.page, "withdraw", town.secretary, comment="Spletli jsme se.")
    response = client.post(url_of(town), data)
    assert response.status_code == 409
    assert form_data(response, "r-0-text")["r-0-text"] == "Psal jsem dlouho."
    assert "Radnice, dveře 5" in words(response)
    assert "Terénní péče" not in response.content.decode()
    assert not Submission.objects.exists()
    assert "Spletli jsme se." in words(client.get(url_of(town), follow=True))


@pytest.mark.parametrize("method", ["get", "post"])
def test_before_the_opening_second_nothing_is_here(client, hall, method):
    hall.until_open(opens_in=5)
    assert getattr(client, method)(url_of(hall), {"r-0-text": "Předem."}).status_code == 404
    make(hall.page, "withdraw", hall.secretary, comment="Spletli jsme se.")
    assert getattr(client, method)(url_of(hall), {"r-0-text": "Předem."}).status_code == 404


def test_what_one_commented_keeps_the_words_of_the_frozen_version(client, town):
    comment = comment_on(town.consultation, "Málo peněz.", MEASURE)
    end_consultation(town.consultation)
    make(town.page, "close", town.secretary)
    save(town.page, by=town.writer, body="<p>Úplně jinak.</p>")
    release(comment, town.secretary)
    assert "Opatření 1.1 Terénní péče" in words(client.get("/orez/navrh/1/pripominky/"))


def test_comments_read_after_release_and_hidden_ones_never(client, town):
    from workflows.actions.moderate_comment import ModerateComment

    first, second, third = (
        comment_on(town.consultation, text, MEASURE) for text in ("Modrá.", "Sprostá.", "Bílá.")
    )
    release(first, town.secretary)
    ModerateComment(second, status="hidden", reason="Uráží.", user=town.secretary).execute()
    text = words(client.get("/orez/navrh/1/pripominky/"))
    assert "Modrá." in text
    assert all(word not in text for word in ("Sprostá.", "Uráží.", "Bílá.", str(third)))
    assert (
        "1 "
        in soup(client.get("/orez/"))
        .find("a", href=lambda href: href and "pripominky/?cast" in href)
        .get_text()
    )


def test_identity_never_reads_in_public(client, town):
    person = {
        "email": "jana@example.cz",
        "name": "Jana Tajná",
        "organisation": "Tajný spolek",
        "role": "user",
    }
    response = send(client, town, **{"r-0-text": "Prosím."} | person)
    receipt = client.get(response.url).content.decode()
    release(Comment.objects.get(), town.secretary)
    everywhere = receipt + client.get("/orez/").content.decode()
    everywhere += client.get("/orez/navrh/1/pripominky/").content.decode()
    assert "Prosím." in everywhere
    assert not [word for word in ("jana@", "Jana", "Tajný", "uživatel služby") if word in everywhere]


def test_receipt_is_for_its_holder_only(client, town):
    response = client.get(send(client, town, **{"r-0-text": "Prosím."}).url)
    assert "noindex" in response["X-Robots-Tag"]
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    for token in ("nic", "%00", "1-0001", "a" * 500, "%C4%8D"):
        assert client.get(f"/kpss/potvrzeni/{token}/").status_code == 404, token
    assert client.put(f"/kpss/potvrzeni/{Submission.objects.get().token}/").status_code == 405


def test_form_is_never_kept_by_a_cache(client, town):
    assert "no-store" in client.get(url_of(town))["Cache-Control"]


def test_unknown_consultation_is_not_found(client, town):
    for pk in (0, 999, 10**19):
        assert client.get(f"/kpss/pripominka/{pk}/").status_code == 404

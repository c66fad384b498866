"""Whoever sent a comment corrects, withdraws and follows it by a private link."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from workflows.actions.author import ConfirmEmail, CorrectComment, WithdrawComment
from workflows.actions.base import Invalid, Refused
from workflows.actions.submit_comments import Remark, SubmitComments
from workflows.models import Comment, CommentWording, Consultation, OutgoingMail

from .browser import form_data, soup, words
from .story import comment_on, end_consultation, make, release, settle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]

ADDRESS = "jana@example.cz"


def letter(hall, *texts: str, email: str = "", **identity):
    """Somebody sends a letter."""
    remarks = [Remark(text) for text in texts or ("Prosím v úterý.",)]
    return SubmitComments(hall.consultation, remarks, identity=identity | {"email": email}).execute()


def own(submission, number: int = 1) -> str:
    """Where one comment of a letter is corrected."""
    return reverse("kpss_workflows:own_comment", args=[submission.token, number])


def test_comment_is_corrected_and_read_by_an_official_again(hall, client):
    submission = letter(hall.until_open())
    comment = submission.comments.get()
    release(comment, hall.secretary)
    data = form_data(client.get(own(submission)), "text") | {"text": "Prosím ve středu."}
    response = client.post(own(submission), data)
    assert response.url == submission.private_path
    comment.refresh_from_db()
    assert (comment.text, comment.status) == ("Prosím ve středu.", "received")
    assert "Prosím" not in words(client.get("/orez/navrh/1/pripominky/"))
    assert CommentWording.objects.get().text == "Prosím v úterý."


def test_former_wording_is_read_at_no_public_door(hall, client):
    submission = letter(hall.until_open(), "Kanárek je doma.")
    CorrectComment(submission, 1, text="Pes je doma.").execute()
    release(submission.comments.get(), hall.secretary)
    for address in ("/orez/navrh/1/pripominky/", "/orez/", submission.private_path, own(submission)):
        assert "Kanárek" not in client.get(address).content.decode()


def test_same_words_again_change_nothing(hall):
    submission = letter(hall.until_open())
    release(submission.comments.get(), hall.secretary)
    CorrectComment(submission, 1, text="Prosím v úterý.").execute()
    assert submission.comments.get().status == "released"
    assert not CommentWording.objects.exists()
    assert not PageLogEntry.objects.filter(action="kpss_workflows.author").exists()


def test_comment_without_words_is_refused_and_nothing_is_lost(hall, client):
    submission = letter(hall.until_open())
    data = form_data(client.get(own(submission)), "text") | {"text": " ", "proposed": "Navrhuji jinak."}
    response = client.post(own(submission), data)
    assert response.status_code == 422
    assert "Navrhuji jinak." in response.content.decode()
    with pytest.raises(Invalid):
        CorrectComment(submission, 1, text=" ").execute()


def test_withdrawn_comment_is_read_and_settled_by_nobody(hall, client):
    submission = letter(hall.until_open(), "Jedna.", "Dvě.")
    for comment in submission.comments.all():
        release(comment, hall.secretary)
    data = form_data(client.get(own(submission, 2)), "text") | {"withdraw": "1", "text": ""}
    assert client.post(own(submission, 2), data).status_code == 302
    public = words(client.get("/orez/navrh/1/pripominky/"))
    assert "Jedna." in public
    assert "Dvě." not in public
    end_consultation(hall.consultation)
    make(hall.page, "close", hall.secretary)
    settle(submission.comments.get(number=1), hall.secretary)
    assert not Comment.objects.on(hall.consultation).waiting().exists()
    assert "withdrawn" in words(client.get(submission.private_path))


def test_withdrawn_comment_is_neither_corrected_nor_released(hall):
    submission = letter(hall.until_open())
    WithdrawComment(submission, 1).execute()
    with pytest.raises(Refused, match="You have withdrawn"):
        CorrectComment(submission, 1, text="Přece jen.").execute()
    with pytest.raises(Refused, match="author has withdrawn"):
        release(submission.comments.get(), hall.secretary)


def test_nothing_changes_from_the_closing_second_on(hall, client):
    submission = letter(hall.until_open())
    data = form_data(client.get(own(submission)), "text") | {"text": "Pozdě."}
    closes_at = Consultation.objects.get().closes_at
    CorrectComment(submission, 1, text="Včas.", now=closes_at - timedelta(seconds=1)).execute()
    with pytest.raises(Refused, match="is over"):
        CorrectComment(submission, 1, text="Pozdě.", now=closes_at).execute()
    end_consultation(hall.consultation)
    response = client.post(own(submission), data)
    assert response.status_code == 409
    assert "Pozdě." in response.content.decode()
    assert submission.comments.get().text == "Včas."


def test_double_click_corrects_once(hall, client):
    submission = letter(hall.until_open())
    data = form_data(client.get(own(submission)), "text") | {"text": "Jinak."}
    assert [client.post(own(submission), data).status_code for _click in range(2)] == [302, 302]
    assert CommentWording.objects.count() == 1


@pytest.mark.parametrize("token", ["cizi", "x" * 32])
def test_unknown_link_opens_nothing(hall, client, token):
    letter(hall.until_open())
    assert client.get(reverse("kpss_workflows:receipt", args=[token])).status_code == 404
    assert client.post(reverse("kpss_workflows:own_comment", args=[token, 1])).status_code == 404


def test_comment_of_another_letter_is_out_of_reach(hall, client):
    hall.until_open()
    letter(hall, "Jedna.", "Dvě.")
    mine = letter(hall, "Moje.")
    assert client.get(own(mine, 2)).status_code == 404


def test_private_page_is_no_search_engines_business(hall, client):
    response = client.get(letter(hall.until_open()).private_path)
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]


def test_mail_brings_the_number_and_the_link_and_asks_for_confirmation(hall, settings, client):
    settings.WAGTAILADMIN_BASE_URL = "https://mesto.example"
    submission = letter(hall.until_open(), email=ADDRESS)
    mail = OutgoingMail.objects.get()
    assert mail.to == ADDRESS
    assert "1-0001" in mail.subject
    assert "Prosím" not in mail.text
    path = re.search(r"https://mesto\.example(\S+)", mail.text)[1]
    page = client.get(path)
    assert page.status_code == 200
    assert client.post(path, form_data(page, "key")).status_code == 302
    submission.identity.refresh_from_db()
    assert submission.identity.may_be_mailed


def test_looking_at_the_link_confirms_nothing(hall, client):
    submission = letter(hall.until_open(), email=ADDRESS)
    client.get(submission.private_path)
    client.head(submission.private_path)
    submission.identity.refresh_from_db()
    assert not submission.identity.email_confirmed_at


def test_no_address_no_mail_and_nothing_to_confirm(hall, client):
    submission = letter(hall.until_open())
    assert not OutgoingMail.objects.exists()
    assert not soup(client.get(submission.private_path)).find(attrs={"name": "key"})
    with pytest.raises(Refused, match="no e-mail"):
        ConfirmEmail(submission).execute()


def test_author_is_told_why_a_comment_is_hidden(hall, client):
    from workflows.actions.moderate_comment import ModerateComment

    submission = letter(hall.until_open(), email=ADDRESS)
    ConfirmEmail(submission).execute()
    for _time in range(2):
        ModerateComment(
            submission.comments.get(), status="hidden", reason="Jmenuje souseda.", user=hall.secretary
        ).execute()
    mails = OutgoingMail.objects.filter(key__contains="hidden")
    assert "Jmenuje souseda." in mails.get().text
    assert "Jmenuje souseda." in words(client.get(submission.private_path))


def test_unconfirmed_address_gets_the_receipt_and_nothing_more(hall):
    from workflows.actions.moderate_comment import ModerateComment

    submission = letter(hall.until_open(), email=ADDRESS)
    ModerateComment(
        submission.comments.get(), status="hidden", reason="Jmenuje souseda.", user=hall.secretary
    ).execute()
    assert OutgoingMail.objects.count() == 1


def test_name_is_public_only_if_its_owner_agreed(hall, client):
    hall.until_open()
    for agreed in (True, False):
        name = f"Jana {'Veřejná' if agreed else 'Tajná'}"
        release(letter(hall, name=name, publish_name=agreed).comments.get(), hall.secretary)
    public = words(client.get("/orez/navrh/1/pripominky/"))
    assert "Jana Veřejná" in public
    assert "Tajná" not in public


def test_log_names_no_person_and_no_words(hall):
    submission = letter(hall.until_open(), "Slovo.", email=ADDRESS, name="Jana Tajná")
    CorrectComment(submission, 1, text="Jiné slovo.").execute()
    ConfirmEmail(submission).execute()
    told = " ".join(str(entry.data) for entry in PageLogEntry.objects.all())
    for secret in ("lovo", ADDRESS, "Tajná", submission.token):
        assert secret not in told


def test_settlement_is_read_on_the_private_page_once_it_is_public(hall, client):
    hall.until_open()
    submission = letter(hall)
    comment_on(hall.consultation)
    end_consultation(hall.consultation)
    make(hall.page, "close", hall.secretary)
    for comment in Comment.objects.all():
        release(comment, hall.secretary)
        settle(comment, hall.secretary)
    assert "Vyhovíme." not in words(client.get(submission.private_path))
    Consultation.objects.update(settlements_published_at=timezone.now())
    assert "Vyhovíme." in words(Client().get(submission.private_path))


@pytest.mark.parametrize("deed", ["correct", "withdraw"])
def test_browser_that_keeps_the_secret_address_to_itself_may_send_the_form(hall, deed):
    """A page that sends no referrer makes Chromium call its origin “null”, which Django's check would refuse."""
    submission = letter(hall.until_open())
    browser = Client(enforce_csrf_checks=True)
    data = form_data(browser.get(own(submission)), "text") | {"text": "Prosím ve středu."}
    if deed == "withdraw":
        data["withdraw"] = "1"
    response = browser.post(own(submission), data, headers={"origin": "null"})
    assert response.status_code == 302

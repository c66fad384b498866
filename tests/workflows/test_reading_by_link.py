"""One person reads one version by a personal link, until it expires or is revoked, and answers there."""

from __future__ import annotations

import hashlib
import logging
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from tests.made_once import made_once
from tests.testapp.models import NoticePage
from workflows.models import FormKey, InternalVersion, Opinion, ReadingInvitation

from .browser import form_data, signed_in, soup, words
from .reading_story import JANA, PETR, AskingHall, press, send
from .story import make, save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]

GONE = "This link opens nothing."


first_hall = made_once(AskingHall)


def token_of(link: str) -> str:
    return link.rstrip("/").rpartition("/")[2]


def test_link_shows_the_draft_and_says_that_it_is_internal(hall, client):
    hall.invite(JANA)
    response = client.get(hall.link())
    assert response.status_code == 200
    text = words(response)
    assert "V pondělí." in text
    assert "Internal draft, please do not share it." in text
    assert "This link is for Jana Nováková alone." in text


def test_link_shows_only_its_version_after_the_draft_changed(hall, client):
    hall.invite(JANA)
    make(hall.page, "send_back", hall.secretary, comment="Ještě ne.")
    save(hall.page, by=hall.writer, title="Kanárek", body="<p>Kanárek</p>")
    NoticePage.objects.filter(pk=hall.page.pk).update(title="Kanárek", body="Kanárek", seo_title="Kanárek")
    text = client.get(hall.link()).content.decode()
    assert "V pondělí." in text
    assert "Kanárek" not in text


def test_newer_wording_sent_to_others_is_mentioned_and_not_shown(hall, client):
    hall.invite(JANA)
    save(hall.page, by=None, body="<p>Ve středu.</p>")
    hall.invite(PETR)
    assert "a newer wording" in words(client.get(hall.link(JANA)))
    assert "Ve středu." not in words(client.get(hall.link(JANA)))
    assert "Ve středu." in words(client.get(hall.link(PETR)))
    assert "a newer wording" not in words(client.get(hall.link(PETR)))


def test_reader_agrees_without_account_cookie_or_script(hall):
    hall.invite(JANA)
    browser = Client(enforce_csrf_checks=True)
    response = send(browser, hall.link(), kind="agree")
    assert response.status_code == 302
    assert not browser.cookies
    assert Opinion.objects.get().invitation == hall.invitation()
    assert "Your answer: I agree" in words(browser.get(response.url))


def test_answer_can_be_changed_and_the_earlier_one_is_kept(hall, client):
    hall.invite(JANA)
    send(client, hall.link(), kind="remarks", text="Raději v úterý.")
    assert form_data(client.get(hall.link()), "kind")["text"] == "Raději v úterý."
    send(client, hall.link(), kind="agree", text="")
    assert [(one.kind, one.replaced_at is None) for one in Opinion.objects.order_by("pk")] == [
        ("remarks", False),
        ("agree", True),
    ]


@pytest.mark.parametrize("text", ["", "   ", "\r\n"])
def test_remarks_need_words(hall, client, text):
    hall.invite(JANA)
    response = send(client, hall.link(), kind="remarks", text=text)
    assert response.status_code == 422
    assert "Write your remarks." in soup(response).find(role="alert").get_text()
    assert not Opinion.objects.exists()


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({"kind": ""}, "Moje slova."),
        ({"kind": "nic"}, "Moje slova."),
        ({"kind": "remarks", "key": "nic"}, "Moje slova."),
        ({"kind": "remarks", "text": "x" * 20_001}, "x" * 20_001),
    ],
)
def test_what_cannot_be_taken_comes_back_as_it_was_typed(hall, client, said, kept):
    hall.invite(JANA)
    response = send(client, hall.link(), **{"text": "Moje slova."} | said)
    assert response.status_code == 422
    assert form_data(response, "kind")["text"] == kept
    again = form_data(response, "kind") | {"kind": "remarks", "text": "Moje slova."}
    assert client.post(hall.link(), again).status_code == 302
    assert Opinion.objects.get().text == "Moje slova."


def test_double_click_is_one_answer(hall, client):
    hall.invite(JANA)
    data = form_data(client.get(hall.link()), "kind") | {"kind": "agree"}
    first, second = (client.post(hall.link(), data) for _click in range(2))
    assert first.url == second.url
    assert Opinion.objects.count() == 1
    assert PageLogEntry.objects.filter(action="kpss_workflows.opinion").count() == 1


def test_late_repetition_of_an_old_form_does_not_bring_the_old_answer_back(hall, client):
    hall.invite(JANA)
    old = form_data(client.get(hall.link()), "kind") | {"kind": "agree"}
    client.post(hall.link(), old)
    send(client, hall.link(), kind="remarks", text="Přece jen ne.")
    client.post(hall.link(), old)
    assert Opinion.objects.standing().get().kind == "remarks"


def test_going_back_and_answering_otherwise_changes_the_answer(hall, client):
    hall.invite(JANA)
    data = form_data(client.get(hall.link()), "kind")
    client.post(hall.link(), data | {"kind": "agree"})
    client.post(hall.link(), data | {"kind": "remarks", "text": "Přece jen ne."})
    assert Opinion.objects.standing().get().text == "Přece jen ne."


def test_answer_ends_when_the_state_is_left_and_reading_does_not(hall, client):
    hall.invite(JANA)
    data = form_data(client.get(hall.link()), "kind") | {"kind": "remarks", "text": "Pozdě."}
    make(hall.page, "approve", hall.mayor)
    response = client.post(hall.link(), data)
    assert response.status_code == 409
    assert "Pozdě." in words(response)
    assert not Opinion.objects.exists()
    later = client.get(hall.link())
    assert "V pondělí." in words(later)
    assert not soup(later).find("form")


def test_answer_does_not_reach_another_stay_in_the_same_state(hall, client):
    hall.invite(JANA)
    make(hall.page, "send_back", hall.secretary, comment="Ještě ne.")
    make(hall.page, "submit", hall.writer)
    assert not soup(client.get(hall.link())).find("form")


def test_unknown_expired_and_revoked_links_are_told_apart_by_nobody(hall, client):
    hall.invite(JANA, PETR)
    expired, revoked = hall.link(JANA), hall.link(PETR)
    ReadingInvitation.objects.filter(email=JANA.email).update(expires_at=timezone.now())
    press(hall, hall.invitation(PETR), "revoke")
    answers = [client.get(link) for link in (expired, revoked, "/kpss/cist/nic/", f"/kpss/cist/{'x' * 500}/")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert len({str(sorted(answer.headers.items())) for answer in answers}) == 1
    assert GONE in words(answers[0])


def test_link_expires_to_the_second(hall, client):
    until = timezone.now().replace(microsecond=0) + timedelta(days=1)
    hall.invite(JANA, until=until)
    with time_machine.travel(until - timedelta(seconds=1), tick=False):
        assert client.get(hall.link()).status_code == 200
        data = form_data(client.get(hall.link()), "kind") | {"kind": "remarks", "text": "Pozdě."}
    with time_machine.travel(until, tick=False):
        assert client.get(hall.link()).status_code == 404
        response = client.post(hall.link(), data)
    assert response.status_code == 404
    assert "Pozdě." in words(response)
    assert not Opinion.objects.exists()


def test_revoked_link_opens_nothing_at_once_and_its_mail_does_not_leave(hall, client):
    hall.invite(JANA)
    link = hall.link()
    press(hall, hall.invitation(), "revoke")
    assert client.get(link).status_code == 404
    assert client.post(link, {"kind": "agree"}).status_code == 404
    from workflows.models import OutgoingMail

    assert not OutgoingMail.objects.filter(to=JANA.email).exists()


def test_new_link_takes_the_place_of_the_old_one_and_keeps_the_answer(hall, client):
    hall.invite(JANA)
    old = hall.link()
    send(client, old, kind="agree")
    press(hall, hall.invitation(), "renew")
    assert hall.link() != old
    assert client.get(old).status_code == 404
    assert "Your answer: I agree" in words(client.get(hall.link()))


def test_looking_changes_nothing_but_the_count_of_openings(hall, client):
    hall.invite(JANA)
    before = list(InternalVersion.objects.values()), list(PageLogEntry.objects.values("pk"))
    client.head(hall.link())
    assert hall.invitation().opened == 0
    for _scanner in range(3):
        client.get(hall.link())
    invitation = hall.invitation()
    assert invitation.opened == 3
    assert invitation.first_opened_at < invitation.last_opened_at
    assert before == (list(InternalVersion.objects.values()), list(PageLogEntry.objects.values("pk")))
    assert not Opinion.objects.exists()


def test_answers_to_a_link_stay_out_of_caches_search_engines_and_referrers(hall, client):
    hall.invite(JANA)
    shown = client.get(hall.link())
    refused = client.post(hall.link(), {})
    moved = send(client, hall.link(), kind="agree")
    for response in (shown, refused, moved, client.get("/kpss/cist/nic/")):
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "no-referrer"
        assert "noindex" in response["X-Robots-Tag"]
        assert "script-src 'none'" in response["Content-Security-Policy"]
    assert not soup(shown).find("script")
    for link in soup(shown).find_all(["link", "img", "iframe"]):
        assert (link.get("href") or link.get("src")).startswith("/")


def test_link_is_kept_nowhere_but_in_the_mail(hall, client, caplog):
    caplog.set_level(logging.DEBUG)
    hall.invite(JANA)
    token = token_of(hall.link())
    client.post(hall.link(), {})
    client.get(f"{hall.link()}neni-tu/")
    client.get(f"{hall.link()}soubor/1/")
    send(client, hall.link(), kind="remarks", text="Raději v úterý.")
    press(hall, hall.invitation(), "renew")
    press(hall, hall.invitation(), "revoke")
    client.get(f"/kpss/cist/{token}/")
    entries = PageLogEntry.objects.filter(page_id=hall.page.pk)
    kept = [
        str(row) for model in (PageLogEntry, ReadingInvitation, FormKey) for row in model.objects.values()
    ]
    assert entries.filter(action="kpss_workflows.readers_invited").exists()
    assert not [row for row in kept if token in row]
    assert token not in caplog.text
    assert ReadingInvitation.objects.count() == 1


def test_history_names_no_reader_and_holds_no_words(hall, client):
    hall.invite(JANA, PETR)
    send(client, hall.link(), kind="remarks", text="Kanárek")
    send(client, hall.link(), kind="agree", text="")
    press(hall, hall.invitation(), "renew")
    press(hall, hall.invitation(), "revoke")
    log = str(list(PageLogEntry.objects.filter(page_id=hall.page.pk).values_list("data", flat=True)))
    for word in ("Jana", "jana@", "Petr", "petr@", "Kanárek", "/kpss/cist/"):
        assert word not in log
    told = [entry.message for entry in PageLogEntry.objects.filter(page_id=hall.page.pk)]
    for sentence in (
        "2 people were invited to read the draft",
        "A reader of the draft answered: I have remarks",
        "A reader of the draft answered anew: I agree",
        "A reader of the draft was sent a new link",
        "A link to the draft was revoked",
    ):
        assert sentence in told
    process = reverse("kpss_workflows_admin:process", args=[hall.page.pk])
    assert "2 people were invited to read the draft" in words(signed_in(hall.secretary).get(process))


def test_only_a_fingerprint_of_the_link_is_stored(hall):
    hall.invite(JANA)
    token = token_of(hall.link())
    assert len(token) >= 43
    assert hall.invitation().token_hash == hashlib.sha256(token.encode()).hexdigest()


@pytest.mark.parametrize("slug", ["nic", "orez", "..", "%00", "<script>"])
def test_pages_that_are_not_in_the_version_are_not_there(hall, client, slug):
    hall.invite(JANA)
    response = client.get(f"{hall.link()}{slug}/")
    assert response.status_code == 404
    assert GONE in words(response)


def test_internal_version_is_nowhere_in_public(hall, client):
    hall.invite(JANA)
    for door in ("/orez/", "/orez/navrh/1/", "/orez/navrh/", "/sitemap.xml"):
        assert "V pondělí." not in client.get(door).content.decode()
        assert "orez" not in client.get("/sitemap.xml").content.decode()


def test_internal_version_holds_no_page_back(hall, client):
    hall.invite(JANA)
    link = hall.link()
    send(client, link, kind="agree")
    make(hall.page, "send_back", hall.secretary, comment="Nebude.")
    hall.fresh().delete()
    assert client.get(link).status_code == 404
    assert not InternalVersion.objects.exists()


def test_revision_of_an_internal_version_is_not_pinned(hall):
    from workflows.freezing import has_frozen_pages, has_record

    hall.invite(JANA)
    assert not has_frozen_pages(hall.fresh())
    assert not has_record(hall.fresh())
